using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>One step of the tables, from the version before it to its own. Once released, its text never changes.</summary>
internal sealed record Migration(int Version, string Sql)
{
    private const string Folder = "Jifen.Silo.Migrations.";

    /// <summary>All steps that this binary knows, in order: the files <c>Migrations/0001.sql</c> and on.</summary>
    public static IReadOnlyList<Migration> All { get; } =
    [
        .. typeof(Migration).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Load),
    ];

    /// <summary>SHA-256 of the text.</summary>
    public byte[] Hash => SHA256.HashData(Encoding.UTF8.GetBytes(Sql));

    private static Migration Load(string name)
    {
        using StreamReader text = new(typeof(Migration).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return new(int.Parse(name[Folder.Length..], NumberStyles.None, CultureInfo.InvariantCulture), text.ReadToEnd());
    }
}
