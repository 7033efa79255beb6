namespace Jifen.Silo.Security;

/// <summary>
/// <c>keys.json</c> in the data folder: readable and writable by its owner only. It is replaced whole and durably, so that after a
/// crash there is the old file or the new one.
/// </summary>
public static class SecretKeyFile
{
    public const string Name = "keys.json";

    private const int LargestFile = 1 << 20;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Reads the keys of the folder; at the very first start, makes them. Of several processes that do so at once, one makes the file and all use it.</summary>
    /// <param name="storeExists">Whether the store already holds records: then its keys must be there.</param>
    /// <exception cref="SecretKeysRefusedException">They are missing beside an existing store, open to others, or damaged.</exception>
    public static SecretKeys OpenOrCreate(string folder, bool storeExists)
    {
        string path = Path.Combine(folder, Name);
        if (!File.Exists(path))
        {
            if (storeExists)
            {
                throw new SecretKeysRefusedException(SecretKeysRefusal.Missing, path,
                    $"The store exists but its keys are missing: {path}. Restore the file from a backup; without it neither sealed seeds nor members can be found again.");
            }

            Directory.CreateDirectory(folder);
            Write(path, SecretKeys.Create(), replace: false);
        }

        DurableName.Flush(folder);
        return Read(path);
    }

    /// <summary>Makes these the keys of the folder, durably: how a rotation is kept. The silos that share them read them at their next start.</summary>
    /// <param name="keys">Made from the present ones by <c>With…</c>.</param>
    public static void Replace(string folder, SecretKeys keys)
    {
        Write(Path.Combine(folder, Name), keys, replace: true);
        DurableName.Flush(folder);
    }

    private static SecretKeys Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & Others) != 0)
        {
            throw new SecretKeysRefusedException(SecretKeysRefusal.Exposed, path,
                $"Other accounts may access the keys in {path}. Run chmod 600 on the file and consider rotating the keys.");
        }

        try
        {
            byte[] json = new byte[file.Length is > 0 and <= LargestFile ? file.Length : throw new FormatException("size")];
            file.ReadExactly(json);
            return SecretKeyDocument.Read(json);
        }
        catch (FormatException broken)
        {
            throw new SecretKeysRefusedException(SecretKeysRefusal.Unreadable, path,
                $"The keys in {path} are damaged or of another format (at {broken.Message}). Restore the file from a backup.", broken);
        }
    }

    private static void Write(string path, SecretKeys keys, bool replace)
    {
        string fresh = $"{path}.{SecretKey.Create().Id}";
        try
        {
            using (FileStream file = new(fresh, CreateOwnerOnly()))
            {
                file.Write(SecretKeyDocument.Write(keys));
                file.Flush(flushToDisk: true);
            }

            if (replace)
            {
                File.Move(fresh, path, overwrite: true);
            }
            else
            {
                // Whoever comes second finds the name taken and uses the keys of the first.
                _ = DurableName.TryTake(fresh, path);
            }
        }
        finally
        {
            File.Delete(fresh);
        }
    }

    private static FileStreamOptions CreateOwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }
}
