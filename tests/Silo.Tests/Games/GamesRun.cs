using System.Collections.Concurrent;
using Jifen.Silo.Tests.Api;

namespace Jifen.Silo.Tests.Games;

/// <summary>
/// Plays on many connections, one in twenty given up by its client under way: half of those are played again under their key, of the others nobody asks
/// what they came to.
/// </summary>
/// <param name="play">Makes a call once.</param>
internal sealed class GamesRun(Func<GameCall, CancellationToken, Task<TestSilo.Answer>> play, ulong seed)
{
    private const int Connections = 64;
    private const int LongestPatience = 12;

    private readonly ConcurrentDictionary<GameCall, TestSilo.Answer> _answered = [];
    private readonly ConcurrentBag<GameCall> _givenUp = [];
    private int _repeated;

    /// <summary>Final answers, those of repetitions among them.</summary>
    public IReadOnlyDictionary<GameCall, TestSilo.Answer> Answered => _answered;

    /// <summary>Calls whose client never asked again.</summary>
    public IReadOnlyCollection<GameCall> GivenUp => _givenUp;

    /// <summary>Makes all calls, in no order.</summary>
    public Task PlayAsync(IEnumerable<GameCall> calls)
    {
        SeededDraw draw = new(seed);
        GameCall[] mixed = [.. calls.Select(call => (call, draw.Below(int.MaxValue))).OrderBy(one => one.Item2).Select(one => one.call)];
        return Parallel.ForEachAsync(mixed.Index(), new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (one, _) =>
        {
            SeededDraw own = new(seed + (ulong)one.Index);
            if (!own.OneIn(20))
            {
                _answered[one.Item] = await AnswerAsync(one.Item);
            }
            else if (await TryAsync(one.Item, 1 + own.Below(LongestPatience)) is { } answer)
            {
                _answered[one.Item] = answer;
            }
            else if (own.OneIn(2))
            {
                Interlocked.Increment(ref _repeated);
                _answered[one.Item] = await AnswerAsync(one.Item);
            }
            else
            {
                _givenUp.Add(one.Item);
            }
        });
    }

    /// <summary>Makes the call until it has an answer that is not only for now.</summary>
    public async Task<TestSilo.Answer> AnswerAsync(GameCall call)
    {
        while (true)
        {
            TestSilo.Answer answer = await play(call, CancellationToken.None);
            if (!IsForNow(answer))
            {
                return answer;
            }

            await Task.Delay(20);
        }
    }

    public override string ToString() => $"{_answered.Count} calls answered, {_repeated} of them given up and made again, {_givenUp.Count} given up; seed {seed}";

    private async Task<TestSilo.Answer?> TryAsync(GameCall call, int patienceMilliseconds)
    {
        using CancellationTokenSource cancel = new(TimeSpan.FromMilliseconds(patienceMilliseconds));
        try
        {
            TestSilo.Answer answer = await play(call, cancel.Token);
            return IsForNow(answer) ? null : answer;
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    private static bool IsForNow(TestSilo.Answer answer) => answer.Status is 202 or 429 or 503;
}
