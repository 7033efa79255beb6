namespace Jifen.Silo.Security;

/// <summary>A file for its owner alone. A turn is had by a lock file beside it.</summary>
internal sealed class SharedFile(string path) : ISharedDocument
{
    /// <summary>A turn takes some milliseconds; who waits longer than this waits for something that is stuck.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private byte[]? _known;

    public string Place => path;

    /// <inheritdoc/>
    /// <remarks>By content and not by time: two changes may come within one tick of the file system's clock.</remarks>
    /// <exception cref="SecretKeysRefusedException">Other accounts of the machine may read or write the file.</exception>
    public void ReadNew(Action<byte[]> take)
    {
        if (File.Exists(path) && File.ReadAllBytes(path) is var content && !(_known?.AsSpan().SequenceEqual(content) ?? false))
        {
            OwnerOnlyFile.RequireUnexposed(path);
            take(content);
            _known = content;
        }
    }

    public void Write(byte[] content)
    {
        OwnerOnlyFile.Replace(path, content);
        _known = content;
    }

    public IDisposable TakeTurn()
    {
        FileStream? turn = null;
        return SpinWait.SpinUntil(() => (turn = TryOpen()) is not null, Patience)
            ? turn!
            : throw new IOException($"Another process has been changing {path} for {Patience.TotalSeconds:0} s.");
    }

    /// <remarks>The lock goes with the process, however it ends; the file stays, because to delete it would let two have a turn.</remarks>
    private FileStream? TryOpen()
    {
        try
        {
            return OwnerOnlyFile.Open($"{path}.lock");
        }
        catch (IOException) when (File.Exists($"{path}.lock"))
        {
            return null;
        }
    }
}
