namespace Jifen.Process.Tests.Clients;

/// <summary>Clients that buy and play one call after the other, each until it is answered, whatever happens to the silo.</summary>
/// <param name="copies">How often a call is sent at most; copies partly go side by side, as players that tap again do.</param>
public sealed class Crowd(ICaller silo, Ledger ledger, Dice dice, int clients, int copies) : IAsyncDisposable
{
    private readonly CancellationTokenSource _enough = new();
    private readonly List<string> _faults = [];
    private long _longestTicks;
    private Task[] _running = [];

    /// <summary>What the clients play, each as often as it is named.</summary>
    public IReadOnlyList<string> Games { get; init; } = [Festival.Wheel];

    /// <summary>
    /// A client waits up to so many milliseconds after each call, as people do. Every call is repeated and recounted in the end: clients that only call
    /// keep the machine busy with proofs of the same.
    /// </summary>
    public int LongestThought { get; init; }

    /// <summary>Copies of one call that were answered differently, and cards that were given to two calls.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The longest that a call took from its first attempt to its answer.</summary>
    public TimeSpan LongestWait => new(Volatile.Read(ref _longestTicks));

    public void Start()
    {
        Dice[] own = [.. Enumerable.Range(0, clients).Select(_ => new Dice((ulong)dice.Roll(int.MaxValue)))];
        _running = [.. own.Select((dice, number) => Task.Run(() => LiveAsync(dice, number)))];
    }

    /// <summary>Lets every client finish its last call.</summary>
    public async Task FinishAsync()
    {
        await _enough.CancelAsync();
        await Task.WhenAll(_running);
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        _enough.Dispose();
    }

    private async Task LiveAsync(Dice own, int number)
    {
        for (int turn = 0; !_enough.IsCancellationRequested; turn++)
        {
            Call call = NextCall(own, $"c{number}-{turn}");
            ledger.Intend(call);
            int sent = own.Between(1, copies);
            bool together = own.Chance(50);
            long begun = TimeProvider.System.GetTimestamp();
            Reply first = await SendAsync(call, sent, together);
            Waited(TimeProvider.System.GetElapsedTime(begun));
            ledger.Record(call, first);
            if (call.CardIn(first) is { } card && own.Chance(50))
            {
                await ScratchAsync(call, card);
            }

            await Task.Delay(own.Between(0, LongestThought));
        }
    }

    private async Task ScratchAsync(Call call, string card)
    {
        if (!ledger.Open(card, await silo.AnswerAsync(Call.Scratch(call.Member, card))))
        {
            Find($"{call.Key}: the card {card} was given before");
        }
    }

    private Call NextCall(Dice own, string key)
    {
        string member = Festival.Member(own.Roll(Festival.Members));
        if (own.Chance(40))
        {
            return Call.Activity(key, member, own.Between(0, 5_000), TimeProvider.System.GetUtcNow());
        }

        string game = Games[own.Roll(Games.Count)];
        return game == Festival.Wheel ? Call.Play(key, member, game) : Call.Take(key, member, game);
    }

    private async Task<Reply> SendAsync(Call call, int sent, bool together)
    {
        if (together)
        {
            Reply[] all = await Task.WhenAll(Enumerable.Range(0, sent).Select(_ => silo.AnswerAsync(call)));
            Compare(call, all);
            return all[0];
        }

        Reply first = await silo.AnswerAsync(call);
        for (int copy = 1; copy < sent; copy++)
        {
            Compare(call, [first, await silo.AnswerAsync(call)]);
        }

        return first;
    }

    private void Waited(TimeSpan wait)
    {
        lock (_faults)
        {
            _longestTicks = Math.Max(_longestTicks, wait.Ticks);
        }
    }

    private void Compare(Call call, Reply[] answers)
    {
        foreach (Reply other in answers.Where(answer => !answer.IsSame(answers[0])))
        {
            Find($"{call.Key}: one copy was answered {answers[0]}, another {other}");
        }
    }

    private void Find(string fault)
    {
        lock (_faults)
        {
            _faults.Add(fault);
        }
    }
}
