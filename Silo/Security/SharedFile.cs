namespace Jifen.Silo.Security;

/// <summary>
/// A small file for its owner alone that more than one process reads and changes. Who changes it has a turn, by a lock file beside it, and
/// begins from what is there, so that no change is lost. Used by one thread at a time.
/// </summary>
internal sealed class SharedFile(string path)
{
    /// <summary>A turn takes some milliseconds; who waits longer than this waits for something that is stuck.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private byte[]? _known;

    public string Path { get; } = path;

    /// <summary>Gives what the file holds to <paramref name="take"/>, unless there is none or it was taken or written here before.</summary>
    /// <remarks>By content and not by time: two changes may come within one tick of the file system's clock. What is thrown is thrown again.</remarks>
    public void ReadNew(Action<byte[]> take)
    {
        if (File.Exists(Path) && File.ReadAllBytes(Path) is var content && !(_known?.AsSpan().SequenceEqual(content) ?? false))
        {
            take(content);
            _known = content;
        }
    }

    /// <summary>Replaces the file, durably. The caller has a turn.</summary>
    public void Write(byte[] content)
    {
        OwnerOnlyFile.Replace(Path, content);
        _known = content;
    }

    /// <summary>Waits until no other process or thread has a turn at the file; the turn ends when what is returned is disposed.</summary>
    /// <exception cref="IOException">The turn of another does not end.</exception>
    public IDisposable TakeTurn()
    {
        FileStream? turn = null;
        return SpinWait.SpinUntil(() => (turn = TryOpen()) is not null, Patience)
            ? turn!
            : throw new IOException($"Another process has been changing {Path} for {Patience.TotalSeconds:0} s.");
    }

    /// <remarks>The lock goes with the process, however it ends; the file stays, because to delete it would let two have a turn.</remarks>
    private FileStream? TryOpen()
    {
        try
        {
            return OwnerOnlyFile.Open($"{Path}.lock");
        }
        catch (IOException) when (File.Exists($"{Path}.lock"))
        {
            return null;
        }
    }
}
