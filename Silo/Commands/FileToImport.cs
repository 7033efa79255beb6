using System.Security.Cryptography;
using System.Text;

namespace Jifen.Silo.Commands;

/// <summary>A file and how it is to be imported.</summary>
/// <param name="Query">Of the call that begins the import.</param>
/// <param name="Key">Follows from the content and the query, so that the same again is the same import.</param>
internal sealed record FileToImport(string Path, string Media, string Query, string Key)
{
    /// <summary>Reads the file once, for its hash.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<FileToImport> ReadAsync(string path, string kind, bool history, string map, string? offset, CancellationToken cancel)
    {
        bool isCsv = path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
        StringBuilder query = new($"?kind={kind}");
        query.Append(history ? "&history=true" : "").Append(map.Length == 0 ? "" : $"&map={Uri.EscapeDataString(map)}")
            .Append(offset is null ? "" : $"&offset={Uri.EscapeDataString(offset)}");
        using FileStream file = File.OpenRead(path);
        byte[] content = await SHA256.HashDataAsync(file, cancel).ConfigureAwait(false);
        byte[] whole = SHA256.HashData([.. content, .. Encoding.UTF8.GetBytes($"{isCsv}{query}")]);
        return new(path, isCsv ? "text/csv" : "application/x-ndjson", query.ToString(), $"file-{Convert.ToHexStringLower(whole)}");
    }
}
