using Jifen.Process.Tests.Hosts;

namespace Jifen.Process.Tests.Logs;

/// <summary>The program itself as a person starts it, with all that it writes.</summary>
internal sealed class ServedProgram : IAsyncDisposable
{
    private const string Greeting = "Jifen serves ";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly System.Diagnostics.Process _process;
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _written = [];
    private readonly List<(string Part, TaskCompletionSource Seen)> _awaited = [];
    private readonly Task _reading;

    private ServedProgram(System.Diagnostics.Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>Lines of both streams, in the order in which they came.</summary>
    public IReadOnlyList<string> Written
    {
        get
        {
            lock (_written)
            {
                return [.. _written];
            }
        }
    }

    public static ServedProgram Serve(params string[] arguments) => new(System.Diagnostics.Process.Start(Programs.Dotnet("Jifen.Silo.dll", arguments))!);

    public Task<Uri> ReadyAsync() => _ready.Task.WaitAsync(Longest);

    /// <summary>Waits until a line with this part is written.</summary>
    public Task WritesAsync(string part)
    {
        lock (_written)
        {
            TaskCompletionSource seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_written.Any(line => line.Contains(part, StringComparison.Ordinal)))
            {
                seen.SetResult();
            }

            _awaited.Add((part, seen));
            return seen.Task.WaitAsync(Longest);
        }
    }

    /// <summary>Stops it by SIGTERM.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        SiloProcess.Terminate(_process.Id);
        await Task.WhenAll(_process.WaitForExitAsync(), _reading).WaitAsync(Longest);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await Task.WhenAll(_process.WaitForExitAsync(), _reading);
        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader stream)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            Hear(line);
        }
    }

    private void Hear(string line)
    {
        lock (_written)
        {
            _written.Add(line);
            _awaited.Where(awaited => line.Contains(awaited.Part, StringComparison.Ordinal)).ToList().ForEach(awaited => awaited.Seen.TrySetResult());
        }

        if (line.StartsWith(Greeting, StringComparison.Ordinal))
        {
            _ready.TrySetResult(new(line[Greeting.Length..].Split(' ')[0]));
        }
    }
}
