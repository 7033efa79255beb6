using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Jifen.Process.Tests.Audit;
using Jifen.Process.Tests.Clients;

namespace Jifen.Process.Tests.Stock;

/// <summary>Many spins on many connections, some of them given up by the client under way; and the count of what they won.</summary>
/// <param name="spinOf">The n-th spin.</param>
public sealed class SpinRun(SiloClient silo, Func<int, Call> spinOf, Dice dice)
{
    private const int Connections = 64;
    private const int PercentGivenUp = 5;

    private readonly ConcurrentDictionary<Call, Reply> _answered = [];
    private readonly ConcurrentBag<Call> _givenUp = [];

    public IReadOnlyDictionary<Call, Reply> Answered => _answered;

    /// <summary>Calls whose client did not wait for the answer.</summary>
    public IReadOnlyCollection<Call> GivenUp => _givenUp;

    public async Task SpinAsync(int spins)
    {
        ConcurrentQueue<(Call Call, int? PatienceMilliseconds)> waiting = new(Enumerable.Range(0, spins).Select(spin => (
            spinOf(spin), dice.Chance(PercentGivenUp) ? (int?)dice.Roll(10) : null)));
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            while (waiting.TryDequeue(out (Call Call, int? Patience) spin))
            {
                await SpinAsync(spin.Call, spin.Patience);
            }
        })));
    }

    /// <summary>
    /// What does not agree: awards with the stock, answers with awards, records with answers. One count, for the silo and for what is
    /// planted beside it.
    /// </summary>
    /// <param name="journal">Null where there is no journal to hold it against.</param>
    public IReadOnlyList<string> Count(int stock, JournalCount? journal)
    {
        List<string> findings = [];
        int won = Answered.Values.Count(reply => SegmentOf(reply) == Festival.Prize);
        int awarded = journal?.Plays.GetValueOrDefault(Festival.Prize) ?? won;
        Expect(awarded == stock, $"{awarded} of {stock} prizes were awarded");
        Expect(won <= awarded && awarded - won <= GivenUp.Count, $"{won} clients were told of a prize, and {awarded} were awarded");
        Expect(Answered.Values.All(reply => reply.IsFinal), "an answer is neither an outcome nor a refusal");
        if (journal is not null)
        {
            Expect(journal.Units.GetValueOrDefault(Festival.Prize) == awarded, "a prize is without its unit");
            findings.AddRange(journal.Faults);
            findings.AddRange(Answered.SelectMany(answered => Disagreements(answered.Key, answered.Value, journal)));
            findings.AddRange(GivenUp.Where(call => journal.DecidedUnder(StoreAudit.KeyOf(call)) > 1).Select(call => $"{call.Key} was decided twice"));
        }

        return findings;

        void Expect(bool holds, string finding)
        {
            if (!holds)
            {
                findings.Add(finding);
            }
        }
    }

    private static IEnumerable<string> Disagreements(Call call, Reply reply, JournalCount journal)
    {
        if (journal.DecidedUnder(StoreAudit.KeyOf(call)) != 1)
        {
            yield return $"{call.Key} was answered {reply} and decided {journal.DecidedUnder(StoreAudit.KeyOf(call))} times";
        }

        if (reply.Status == HttpStatusCode.OK && PlayOf(reply) is { } play && journal.SegmentOf(play) != SegmentOf(reply))
        {
            yield return $"{call.Key} was told {SegmentOf(reply)}, and {journal.SegmentOf(play)} is journalled";
        }
    }

    private async Task SpinAsync(Call call, int? patience)
    {
        if (patience is null)
        {
            _answered[call] = await silo.AnswerAsync(call);
            return;
        }

        using CancellationTokenSource cancel = new(TimeSpan.FromMilliseconds(patience.Value));
        Reply? reply = await silo.TryAsync(call, cancel.Token);
        if (reply is { IsForNow: false })
        {
            _answered[call] = reply;
        }
        else
        {
            _givenUp.Add(call);
        }
    }

    private static string? SegmentOf(Reply reply) => reply.Status == HttpStatusCode.OK
        ? JsonDocument.Parse(reply.Body).RootElement.GetProperty("outcome").GetProperty("segment").GetString()
        : null;

    private static PlayId? PlayOf(Reply reply) =>
        JsonDocument.Parse(Encoding.UTF8.GetString(reply.Body)).RootElement.TryGetProperty("playId", out JsonElement id) && PlayId.TryParse(id.GetString(), out PlayId play)
            ? play
            : null;
}
