using System.Text.Json;
using Jifen.Silo.Security;

namespace Jifen.Silo.Imports;

/// <summary>
/// The files of one import: <c>order.json</c>, the stream as it was sent (<c>source</c>, until the import is done), <c>progress.json</c>
/// and <c>refusals.ndjson</c>. The report may be longer than the progress says: what a crash left behind is cut off.
/// </summary>
internal sealed class ImportFolder(string path)
{
    public const string SourceName = "source";
    private const string OrderName = "order.json";
    private const string ProgressName = "progress.json";
    private const string RefusalsName = "refusals.ndjson";

    public string Path => path;

    public string Source => System.IO.Path.Combine(path, SourceName);

    public string Refusals => System.IO.Path.Combine(path, RefusalsName);

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="JsonException">The file is damaged.</exception>
    public ImportOrder ReadOrder() => JsonSerializer.Deserialize(File.ReadAllBytes(At(OrderName)), ImportFilesJson.Default.ImportOrder) ?? throw new JsonException("null");

    /// <inheritdoc cref="ReadOrder"/>
    public ImportProgress ReadProgress() => File.Exists(At(ProgressName))
        ? JsonSerializer.Deserialize(File.ReadAllBytes(At(ProgressName)), ImportFilesJson.Default.ImportProgress) ?? throw new JsonException("null")
        : ImportProgress.None;

    public void Write(ImportOrder order) => OwnerOnlyFile.Replace(At(OrderName), JsonSerializer.SerializeToUtf8Bytes(order, ImportFilesJson.Default.ImportOrder));

    /// <summary>Puts the progress in the place of the one before, durably: after a crash there is one of the two.</summary>
    public void Write(ImportProgress progress) =>
        OwnerOnlyFile.Replace(At(ProgressName), JsonSerializer.SerializeToUtf8Bytes(progress, ImportFilesJson.Default.ImportProgress));

    /// <summary>Writes lines behind those that are counted, durably.</summary>
    /// <returns>The length of the report with them.</returns>
    public long AppendRefusals(long counted, ReadOnlySpan<byte> lines)
    {
        if (lines.IsEmpty)
        {
            return counted;
        }

        using FileStream report = new(Refusals, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        report.SetLength(counted);
        report.Position = counted;
        report.Write(lines);
        report.Flush(flushToDisk: true);
        FolderSync.Flush(path);
        return report.Length;
    }

    /// <summary>The stream is needed no more.</summary>
    public void DropSource() => File.Delete(Source);

    private string At(string name) => System.IO.Path.Combine(path, name);
}
