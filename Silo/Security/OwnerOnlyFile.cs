namespace Jifen.Silo.Security;

/// <summary>Writes files that only their owner may read, whole and durably: after a crash there is the old file or the new one.</summary>
internal static class OwnerOnlyFile
{
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        string fresh = $"{path}.{SecretKey.Create().Id}";
        try
        {
            using (FileStream file = new(fresh, Options(FileMode.CreateNew)))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(fresh, path, overwrite: true);
        }
        finally
        {
            File.Delete(fresh);
        }

        FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Opens a file for this process alone, made where there is none.</summary>
    /// <exception cref="IOException">It is open elsewhere.</exception>
    public static FileStream Open(string path) => new(path, Options(FileMode.OpenOrCreate));

    /// <exception cref="SecretKeysRefusedException">Other accounts of the machine may read or write the file.</exception>
    public static void RequireUnexposed(string path)
    {
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~Owner) != 0)
        {
            throw new SecretKeysRefusedException(
                SecretKeysRefusal.Exposed, path, $"Other accounts may access {path}. Run chmod 600 on the file and consider replacing what is in it.");
        }
    }

    private static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
