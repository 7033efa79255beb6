namespace Jifen.Silo.Hosting;

/// <summary>The programme that a store begins with unless it is to be empty.</summary>
public static class DemoProgramme
{
    private const string Resource = "Jifen.Silo.Demo.play-festival.json";

    public static byte[] Document()
    {
        using Stream stream = typeof(DemoProgramme).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded");
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
