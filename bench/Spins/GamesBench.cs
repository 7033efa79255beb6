using System.Globalization;
using Jifen.Silo.Hosting;
using Jifen.Silo.Shards;

namespace Jifen.Bench.Spins;

/// <summary>
/// A plain play beside a card's deal, a deal with its scratch, and an activity that moves five challenges, each with a month of days behind
/// it, in turns of one run without HTTP: <c>games [CALLERS]</c>.
/// </summary>
internal static class GamesBench
{
    private const int RoundCount = 3;
    private const int DaysBehind = 28;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);
    private static readonly string[] Shops = ["east", "west"];

    public static async Task<int> RunAsync(string[] options)
    {
        int callers = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 256;
        await using SpinTown town = SpinTown.Found();
        await using SiloEngine engine = await town.StartEngineAsync();
        MemberKey[] members = await SpinTown.PopulateAsync(engine);
        for (int day = DaysBehind; day > 0; day--)
        {
            await Task.WhenAll(members.Select((member, number) => VisitAsync(engine, member, TimeSpan.FromDays(day), $"{day}-{number}")));
        }

        (string What, Func<MemberKey, string, Task> Call, List<Load> Loads)[] kinds =
        [
            ("a plain play", (member, _) => PlayAsync(engine, member), []),
            ("a card's deal", (member, _) => DealAsync(engine, member), []),
            ("a card's deal and its scratch", (member, _) => ScratchAsync(engine, member), []),
            ("an activity that moves five challenges", (member, id) => VisitAsync(engine, member, default, id), []),
        ];
        for (int round = 0; round <= RoundCount; round++)
        {
            foreach ((string what, Func<MemberKey, string, Task> call, List<Load> loads) in kinds)
            {
                loads.Add(await Load.MeasureAsync(callers, Round, caller => InTurns(members, caller, callers, (member, turn) => call(member, $"r{round}-{caller}-{turn}"))));
            }
        }

        Tell([.. kinds.Select(kind => (kind.What, CostOf(kind.Loads[1..])))]);
        _ = await engine.StopAsync();
        return 0;
    }

    private static void Tell((string What, Cost Cost)[] told)
    {
        Table.Head("in process, us");
        Cost play = told[0].Cost;
        foreach ((string what, Cost cost) in told)
        {
            Table.Row(what, cost);
        }

        foreach ((string what, Cost cost) in told[1..])
        {
            Table.Row($"{what} / a plain play", new Cost(cost.Elapsed / play.Elapsed, cost.Processor / play.Processor));
        }
    }

    private static Cost CostOf(IEnumerable<Load> rounds) =>
        Rounds.MedianOf([.. rounds.Select(load => new Cost(1e6 / load.PerSecond, load.ProcessorSeconds * 1e6 / load.Count))]);

    private static Func<Task> InTurns(MemberKey[] members, int caller, int callers, Func<MemberKey, int, Task> call)
    {
        int turn = 0;
        int share = members.Length / callers;
        return () => call(members[caller + (callers * (turn % share))], turn++);
    }

    private static Task<Played> PlayAsync(SiloEngine engine, MemberKey member) => AnsweredAsync<Played>(engine, member, new Play(member, SpinTown.Lottery, ""));

    private static Task<Dealt> DealAsync(SiloEngine engine, MemberKey member) => AnsweredAsync<Dealt>(engine, member, new Play(member, SpinTown.Deck, ""));

    private static async Task ScratchAsync(SiloEngine engine, MemberKey member)
    {
        Dealt dealt = await DealAsync(engine, member);
        _ = await AnsweredAsync<Scratched>(engine, member, new ScratchCard(member, dealt.Card));
    }

    private static async Task VisitAsync(SiloEngine engine, MemberKey member, TimeSpan ago, string id)
    {
        ActivityRecorded recorded = await AnsweredAsync<ActivityRecorded>(engine, member, new ReportActivity(
            member, id, SpinTown.Visit, Stamp.From(TimeProvider.System.GetUtcNow() - ago), 1200, Shops[id.Length % 2], null, null));
        if (recorded.Challenges is not { Count: 5 })
        {
            throw new InvalidOperationException($"No five challenges but {recorded}.");
        }
    }

    private static async Task<TAnswer> AnsweredAsync<TAnswer>(SiloEngine engine, MemberKey member, ShardInput input)
        where TAnswer : Answer
    {
        Answered reply = await engine.Calls.DecideAsync(engine.Calls.Of(member), input, member, SpinTown.FreshKey());
        return reply.Answer as TAnswer ?? throw new InvalidOperationException($"No {typeof(TAnswer).Name} but {reply.Answer}.");
    }
}
