using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace Jifen.Silo.Security;

/// <summary>
/// Two things about file names that .NET does not offer. It cannot give a file a name only if that name is free: its move looks first
/// and then overwrites, so that of two processes both believe to be first. And it opens no folder, so that a name may be lost by a power cut.
/// </summary>
internal static class DurableName
{
    private const int ReadOnly = 0;

    private const int NameTaken = 17;

    /// <summary>Gives a finished file a second name, unless there is a file of that name already.</summary>
    /// <returns>False where the name is taken; that file is left as it is.</returns>
    /// <exception cref="IOException">The name could not be given.</exception>
    public static bool TryTake(string file, string name)
    {
        if (OperatingSystem.IsWindows())
        {
            return TryMove(file, name);
        }

        if (Link(Text(file), Text(name)) == 0)
        {
            return true;
        }

        return Marshal.GetLastPInvokeError() == NameTaken ? false : throw Fault($"{file} could not be named {name}.");
    }

    /// <summary>Makes the names in a folder durable.</summary>
    /// <exception cref="IOException">The disk did not confirm it.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int handle = Open(Text(folder), ReadOnly);
        if (handle < 0)
        {
            throw Fault($"The folder {folder} could not be opened.");
        }

        try
        {
            if (Synchronize(handle) != 0)
            {
                throw Fault($"The folder {folder} could not be synced to the disk.");
            }
        }
        finally
        {
            _ = Close(handle);
        }
    }

    /// <remarks>Windows itself refuses to move onto a name that is taken.</remarks>
    private static bool TryMove(string file, string name)
    {
        try
        {
            File.Move(file, name, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(name))
        {
            return false;
        }
    }

    private static byte[] Text(string path) => [.. Encoding.UTF8.GetBytes(path), 0];

    private static IOException Fault(string message) => new(message, new Win32Exception(Marshal.GetLastPInvokeError()));

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(byte[] file, byte[] name);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Synchronize(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
