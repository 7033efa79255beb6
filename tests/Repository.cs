namespace Jifen.Tests;

/// <summary>Files of the repository that these tests read as they are shipped.</summary>
internal static class Repository
{
    public static string PathOf(string file)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Orleans.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("not inside the repository"), file);
    }

    public static byte[] Bytes(string file) => File.ReadAllBytes(PathOf(file));

    public static string Text(string file) => File.ReadAllText(PathOf(file));
}
