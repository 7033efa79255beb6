using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Jifen.Process.Tests.Clients;

/// <summary>
/// What the clients know: every intent and every answer, each synced to the ledger's own file before the client goes on. Safe for
/// threads.
/// </summary>
/// <remarks>Lines of the file: <c>I key path body</c> and <c>A key status body</c>, of scratched cards <c>S card status body</c>, bodies in base 64.</remarks>
public sealed class Ledger : IDisposable
{
    private readonly FileStream _file;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, Call> _intended = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Reply> _answered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Reply> _opened = new(StringComparer.Ordinal);

    public Ledger(string path) => _file = new(path, FileMode.CreateNew, FileAccess.Write);

    public IReadOnlyDictionary<string, Call> Intended => _intended;

    public IReadOnlyDictionary<string, Reply> Answered => _answered;

    /// <summary>What scratched cards came to, by card.</summary>
    public IReadOnlyDictionary<string, Reply> Opened => _opened;

    public int AnswerCount => _answered.Count;

    public void Intend(Call call)
    {
        Write($"I {call.Key} {call.Path} {Convert.ToBase64String(Encoding.UTF8.GetBytes(call.Body))}\n");
        Assert.True(_intended.TryAdd(call.Key, call), "a key is intended once");
    }

    public void Record(Call call, Reply answer)
    {
        Write(string.Create(CultureInfo.InvariantCulture, $"A {call.Key} {(int)answer.Status} {Convert.ToBase64String(answer.Body)}\n"));
        Assert.True(_answered.TryAdd(call.Key, answer), "a call is answered once");
    }

    /// <returns>False where the card was scratched before, so that it was given to two calls.</returns>
    public bool Open(string card, Reply answer)
    {
        Write(string.Create(CultureInfo.InvariantCulture, $"S {card} {(int)answer.Status} {Convert.ToBase64String(answer.Body)}\n"));
        return _opened.TryAdd(card, answer);
    }

    public void Dispose() => _file.Dispose();

    private void Write(string line)
    {
        lock (_gate)
        {
            _file.Write(Encoding.ASCII.GetBytes(line));
            _file.Flush(flushToDisk: true);
        }
    }
}
