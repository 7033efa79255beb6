using System.Text;
using Jifen.Silo.Hosting;

namespace Jifen.Silo.Security;

/// <summary>The first account of a store: made once, its password left in a file that only its owner may read.</summary>
public static class FirstStaff
{
    public const string Name = "admin";

    public const string FileName = "admin-password";

    /// <summary>Sees to it that somebody can sign in.</summary>
    /// <returns>The file that a password was just written to; null where none was made.</returns>
    public static string? Ensure(SiloOptions options, StaffAccounts staff)
    {
        if (staff.All.Any())
        {
            return null;
        }

        string path = Path.GetFullPath(Path.Combine(options.DataFolder, FileName));
        string made = StaffAccounts.NewPassword();
        return staff.BeginWith(Name, made, () => OwnerOnlyFile.Replace(path, Encoding.ASCII.GetBytes(made + "\n"))) ? path : null;
    }
}
