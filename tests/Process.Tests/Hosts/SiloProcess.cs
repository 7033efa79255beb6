using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading.Channels;
using Jifen.Silo.Host;

namespace Jifen.Process.Tests.Hosts;

/// <summary>A silo in a process of its own. It is started idle and takes one order.</summary>
public sealed class SiloProcess : IAsyncDisposable
{
    private const int TerminationSignal = 15;
    private const int ContinueSignal = 18;
    private const int StopSignal = 19;
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly System.Diagnostics.Process _process;
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<string> _done = Channel.CreateUnbounded<string>();
    private readonly List<string> _errors = [];
    private readonly Task _output;
    private bool _disposed;
    private readonly Task _error;

    private SiloProcess(System.Diagnostics.Process process)
    {
        _process = process;
        _output = ReadOutputAsync();
        _error = ReadErrorsAsync();
    }

    public int Id => _process.Id;

    /// <summary>Bytes that it has in memory now.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts an idle one.</summary>
    /// <param name="network">Name of the network namespace in which it lives; null for that of the tests.</param>
    /// <param name="assembly">Of the host; null for that of these tests.</param>
    public static SiloProcess Start(string? network = null, string? assembly = null)
    {
        ProcessStartInfo start = Programs.Dotnet(assembly ?? "Jifen.Silo.Host.dll");
        if (network is not null)
        {
            string[] command = [start.FileName, .. start.ArgumentList];
            start.FileName = "ip";
            start.ArgumentList.Clear();
            ((string[])["netns", "exec", network, .. command]).ToList().ForEach(start.ArgumentList.Add);
        }

        start.RedirectStandardInput = true;
        return new(System.Diagnostics.Process.Start(start)!);
    }

    public void Obey(HostOrder order) => Say(JsonSerializer.Serialize(order, HostOrderJson.Default.HostOrder));

    /// <summary>The address, once it serves.</summary>
    /// <exception cref="InvalidOperationException">It has ended before.</exception>
    public Task<Uri> ReadyAsync() => _ready.Task.WaitAsync(LongestStart);

    /// <summary>Has it do what a line says, and waits until it is done.</summary>
    public async Task TellAsync(string line)
    {
        Say(line);
        Assert.Equal("done " + line, await _done.Reader.ReadAsync());
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGTERM.</summary>
    public void Stop() => Terminate(_process.Id);

    /// <summary>SIGSTOP: it stands still, and its connections stay.</summary>
    public void Pause() => _ = Signal(_process.Id, StopSignal);

    /// <summary>SIGCONT.</summary>
    public void Resume() => _ = Signal(_process.Id, ContinueSignal);

    /// <summary>SIGTERM for a process that the tests have started.</summary>
    internal static void Terminate(int process) => _ = Signal(process, TerminationSignal);

    /// <summary>Waits for the end.</summary>
    /// <returns>Its exit code; 137 after SIGKILL.</returns>
    /// <exception cref="TimeoutException">It lives on.</exception>
    public async Task<int> EndAsync(TimeSpan within)
    {
        await Task.WhenAll(_process.WaitForExitAsync(), _output, _error).WaitAsync(within);
        return _process.ExitCode;
    }

    /// <summary>What it has written to its error stream: the log, and the name of the point at which it was killed.</summary>
    public IReadOnlyList<string> Errors
    {
        get
        {
            lock (_errors)
            {
                return [.. _errors];
            }
        }
    }

    /// <summary>Lines that it logged as errors.</summary>
    public IEnumerable<string> Faults =>
        Errors.Where(line => line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await Task.WhenAll(_process.WaitForExitAsync(), _output, _error);
        _process.Dispose();
    }

    private void Say(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    private async Task ReadOutputAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("ready ", StringComparison.Ordinal))
            {
                _ready.TrySetResult(new(line["ready ".Length..]));
            }
            else
            {
                _done.Writer.TryWrite(line);
            }
        }

        _done.Writer.TryComplete();
        if (_ready.TrySetException(new InvalidOperationException("the host ended before it served")))
        {
            _ = _ready.Task.Exception;
        }
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_errors)
            {
                _errors.Add(line);
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
