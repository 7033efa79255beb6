using System.Text;
using Jifen.Silo.Security;

namespace Jifen.Silo.Hosting;

/// <summary>The first server key of a store: given by a setting, or made once and left in a file that only its owner may read.</summary>
public static class BootstrapKey
{
    public const string FileName = "bootstrap-key";

    /// <summary>Sees to it that there is a first key.</summary>
    /// <returns>The file that a key was just written to; null where none was made.</returns>
    public static string? Ensure(SiloOptions options, ServerKeys keys)
    {
        if (options.BootstrapKey is { } given)
        {
            keys.SetBootstrap(given);
            return null;
        }

        if (keys.All.Count > 0)
        {
            return null;
        }

        string path = Path.GetFullPath(Path.Combine(options.DataFolder, FileName));
        string made = ServerKey.NewText();
        return keys.BeginWith(made, () => OwnerOnlyFile.Replace(path, Encoding.ASCII.GetBytes(made + "\n"))) ? path : null;
    }
}
