using Jifen.Silo.Hosting;

namespace Jifen.Silo.Cluster;

/// <summary>Who a silo is to operators and to the store, through all its lives.</summary>
/// <param name="Name">What operators call it; unique in the cluster.</param>
/// <param name="Folder">Identity of the data folder, which one process at a time holds.</param>
/// <param name="Patience">How long it waits for others and for the store.</param>
public sealed record SiloHome(string Name, string Folder, MembershipLimits Patience)
{
    /// <summary>File of the data folder that holds its identity.</summary>
    public const string FileName = "silo-id";

    private const int NameDigits = 6;

    /// <summary>The identity of the data folder, made at its first use. The folder is this process's own.</summary>
    public static SiloHome Of(SiloOptions options)
    {
        string path = Path.Combine(options.DataFolder, FileName);
        if (!File.Exists(path))
        {
            Security.OwnerOnlyFile.Replace(path, System.Text.Encoding.ASCII.GetBytes(Guid.NewGuid().ToString("N")));
        }

        string folder = File.ReadAllText(path).Trim();
        return new(options.Cluster.Name ?? $"{Environment.MachineName}-{folder[..NameDigits]}", folder, options.Cluster.Patience);
    }
}
