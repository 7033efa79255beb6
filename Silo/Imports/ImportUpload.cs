using System.IO.Pipelines;
using System.Security.Cryptography;
using Jifen.Silo.Api;
using Jifen.Silo.Security;

namespace Jifen.Silo.Imports;

/// <summary>A stream on its way to the disk. Disposed before it is kept, it leaves nothing behind.</summary>
internal sealed class ImportUpload : IDisposable
{
    public const string Prefix = ".upload-";

    /// <summary>Bytes between two looks at what the disk has free.</summary>
    private const long LookEvery = 16 * 1024 * 1024;

    private readonly ImportFolder _folder;
    private readonly ImportLimits _limits;
    private readonly Action _ended;
    private bool _kept;

    /// <param name="parent">Folder of all imports.</param>
    /// <param name="ended">Called once, when it is kept or given up.</param>
    public ImportUpload(string parent, ImportLimits limits, Action ended)
    {
        (_limits, _ended) = (limits, ended);
        _folder = new(Path.Combine(parent, Prefix + ImportId.New()));
    }

    public string Source => _folder.Source;

    /// <summary>Writes a stream to the disk, synced.</summary>
    /// <param name="announced">Bytes that the sender has announced, or null.</param>
    /// <returns>Its length and its SHA-256 in hexadecimal digits.</returns>
    /// <exception cref="ProblemException">It is too large, or the disk is full.</exception>
    public async Task<(long Bytes, string Sha256)> WriteAsync(PipeReader stream, long? announced, CancellationToken cancel)
    {
        ImportDisk.RequireRoom(Path.GetDirectoryName(_folder.Path)!, announced ?? 0, _limits.ReserveBytes);
        try
        {
            Directory.CreateDirectory(_folder.Path);
            using FileStream file = new(_folder.Source, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, useAsync: true);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long bytes = await CopyAsync(stream, file, hash, cancel).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
            return (bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        catch (IOException fault) when (ImportDisk.IsFull(fault))
        {
            throw ImportDisk.Full();
        }
    }

    /// <summary>Makes the stream an import: from now on it is there, whole, or after a crash not at all.</summary>
    /// <exception cref="ProblemException">The disk is full.</exception>
    public ImportFolder Keep(ImportOrder order)
    {
        try
        {
            string parent = Path.GetDirectoryName(_folder.Path)!;
            string path = Path.Combine(parent, order.Id);
            _folder.Write(order);
            Directory.Move(_folder.Path, path);
            _kept = true;
            FolderSync.Flush(parent);
            return new(path);
        }
        catch (IOException fault) when (ImportDisk.IsFull(fault))
        {
            throw ImportDisk.Full();
        }
    }

    public void Dispose()
    {
        if (!_kept && Directory.Exists(_folder.Path))
        {
            Directory.Delete(_folder.Path, recursive: true);
        }

        _ended();
    }

    private async Task<long> CopyAsync(PipeReader stream, FileStream file, IncrementalHash hash, CancellationToken cancel)
    {
        long bytes = 0;
        long looked = 0;
        ReadResult read;
        do
        {
            read = await stream.ReadAsync(cancel).ConfigureAwait(false);
            foreach (ReadOnlyMemory<byte> part in read.Buffer)
            {
                hash.AppendData(part.Span);
                await file.WriteAsync(part, cancel).ConfigureAwait(false);
            }

            bytes += read.Buffer.Length;
            stream.AdvanceTo(read.Buffer.End);
            looked = Look(bytes, looked);
        }
        while (!read.IsCompleted);
        return bytes;
    }

    private long Look(long bytes, long looked)
    {
        if (bytes > _limits.StreamBytes)
        {
            throw new ProblemException(ProblemCodes.TooLarge, $"The stream is larger than {_limits.StreamBytes} bytes.");
        }

        if (bytes - looked < LookEvery)
        {
            return looked;
        }

        ImportDisk.RequireRoom(_folder.Path, 0, _limits.ReserveBytes);
        return bytes;
    }
}
