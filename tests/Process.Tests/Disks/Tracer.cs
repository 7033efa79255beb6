using System.Diagnostics;
using System.Globalization;
using Jifen.Process.Tests.Hosts;

namespace Jifen.Process.Tests.Disks;

/// <summary>Lets system calls of a running process fail or dawdle, by strace. Without strace, or the right to use it, this throws.</summary>
public sealed class Tracer : IAsyncDisposable
{
    private static readonly TimeSpan LongestAttach = TimeSpan.FromMinutes(2);

    private readonly System.Diagnostics.Process _strace;
    private readonly string _trace;

    private Tracer(System.Diagnostics.Process strace, string trace) => (_strace, _trace) = (strace, trace);

    /// <summary>Lines of the trace, each with process and time in front.</summary>
    public IReadOnlyList<string> Lines => File.ReadAllLines(_trace);

    /// <param name="file">Only calls on this file; null for all.</param>
    /// <param name="calls">Such as <c>fsync,fdatasync</c>.</param>
    /// <param name="injection">Such as <c>error=EIO</c>; what happens to every such call from now on.</param>
    public static async Task<Tracer> AttachAsync(SiloProcess host, StoreFolder store, string? file, string calls, string injection)
    {
        string trace = Path.Combine(store.Path, "trace");
        string[] only = file is null ? [] : ["-P", Path.Combine(store.Data, file)];
        ProcessStartInfo start = new(
            "strace", ["-f", "-ttt", "-o", trace, "-p", host.Id.ToString(CultureInfo.InvariantCulture), .. only, "-e", $"trace={calls}", "-e", $"inject={calls}:{injection}"])
        {
            RedirectStandardError = true,
        };
        System.Diagnostics.Process strace = System.Diagnostics.Process.Start(start)!;
        using CancellationTokenSource patience = new(LongestAttach);
        while (await strace.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Contains("attached", StringComparison.Ordinal))
            {
                return new(strace, trace);
            }

            Assert.DoesNotContain("Operation not permitted", line, StringComparison.Ordinal);
        }

        throw new InvalidOperationException("strace could not attach");
    }

    /// <summary>From the first call that was made to fail until the last thread of the process was gone.</summary>
    public TimeSpan FromFaultToEnd()
    {
        IReadOnlyList<string> lines = Lines;
        double fault = TimeOf(lines.First(line => line.Contains("(INJECTED)", StringComparison.Ordinal)));
        return TimeSpan.FromSeconds(TimeOf(lines.Last(line => line.Contains("+++ exited", StringComparison.Ordinal))) - fault);
    }

    /// <summary>Leaves the process, which goes on as if nothing had been.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_strace.HasExited)
        {
            SiloProcess.Terminate(_strace.Id);
        }

        await _strace.WaitForExitAsync();
        _strace.Dispose();
    }

    private static double TimeOf(string line) => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
