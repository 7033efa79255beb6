namespace Jifen.Silo.Tests.Journal;

/// <summary>A folder that is gone at the end of the test.</summary>
public sealed class TempFolder : IDisposable
{
    public TempFolder()
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"jifen-journal-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>
    /// A copy of a store's files as they are at this moment, without its lock and its shared memory, which die with the process.
    /// </summary>
    public static TempFolder CopyOf(string folder)
    {
        TempFolder copy = new();
        foreach (string file in Directory.EnumerateFiles(folder).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            using FileStream from = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using FileStream to = File.Create(copy[System.IO.Path.GetFileName(file)]);
            from.CopyTo(to);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(to.Name, File.GetUnixFileMode(file));
            }
        }

        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
