using System.Runtime.InteropServices;

namespace Jifen.Silo.Host;

/// <summary>Lets a tracer that is no ancestor attach to this process, where the system restricts that.</summary>
internal static class Tracing
{
    private const int SetPtracer = 0x59616d61;

    public static void Allow() => _ = Prctl(SetPtracer, new(-1), 0, 0, 0);

    [DllImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Prctl(int option, nint argument, nint third, nint fourth, nint fifth);
}
