using System.Diagnostics;
using System.Runtime.InteropServices;
using Jifen.Silo.Journal;

namespace Jifen.Silo.Hosting;

/// <summary>The end of the process that asks nobody: no drain, no finalizers, no flush of what must not be flushed.</summary>
internal static class ProcessEnd
{
    /// <summary>The fail-stop of a failed disk: one line on the error stream, then the end, within a second.</summary>
    public static void DiskFailed(JournalException fault)
    {
        Console.Error.WriteLine($"jifen: the disk failed, the process ends now (code {ExitCodes.DiskFailed}): {fault.Message}");
        Console.Error.WriteLine($"jifen：磁盘故障，进程立即退出（代码 {ExitCodes.DiskFailed}）。");
        Now(ExitCodes.DiskFailed);
    }

    public static void Now(int code)
    {
        if (OperatingSystem.IsWindows())
        {
            Process.GetCurrentProcess().Kill();
        }

        Exit(code);
    }

    [DllImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void Exit(int code);
}
