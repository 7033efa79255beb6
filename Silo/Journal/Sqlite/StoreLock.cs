namespace Jifen.Silo.Journal.Sqlite;

/// <summary>The right to write a store: one process at a time. The system takes it back when the process ends, however it ends.</summary>
internal sealed class StoreLock : IDisposable
{
    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    /// <exception cref="StoreRefusedException">Another process, or another journal of this one, has it.</exception>
    public static StoreLock Take(string folder)
    {
        try
        {
            return new(new FileStream(StoreFiles.Lock(folder), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreRefusedException($"The store at {folder} is open elsewhere, or its lock file cannot be written: {fault.Message}", fault);
        }
    }

    public void Dispose() => _file.Dispose();
}
