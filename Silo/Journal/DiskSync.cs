using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Jifen.Silo.Journal;

/// <summary>Waits until the disk has what was written. Linux is asked for the content alone, which spares a metadata write.</summary>
internal static class DiskSync
{
    private const int OpenReadOnly = 0;

    /// <exception cref="IOException">The disk refused.</exception>
    public static void Content(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
        }
        else if (SyncContent(file) != 0)
        {
            throw LastFault("fdatasync");
        }
    }

    /// <summary>Makes the names in a folder durable. Where a folder cannot be synced, the file system answers for them.</summary>
    public static void Folder(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        int folder = OpenFolder(path, OpenReadOnly);
        if (folder < 0)
        {
            throw LastFault("open");
        }

        int outcome = SyncWhole(folder);
        IOException? fault = outcome == 0 ? null : LastFault("fsync");
        _ = Close(folder);
        if (fault is not null)
        {
            throw fault;
        }
    }

    private static IOException LastFault(string call)
    {
        int error = Marshal.GetLastPInvokeError();
        return new($"{call}: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SyncContent(SafeFileHandle file);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SyncWhole(int file);

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenFolder([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int file);
}
