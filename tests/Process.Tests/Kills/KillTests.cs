using System.Globalization;
using Jifen.Process.Tests.Audit;
using Jifen.Process.Tests.Clients;
using Jifen.Process.Tests.Hosts;
using Jifen.Silo.Host;
using Xunit.Abstractions;

namespace Jifen.Process.Tests.Kills;

/// <summary>
/// Kills the silo under load and asks whether anybody was told what is gone. The deep run, 2,000 kills in about an hour, is
/// <c>JIFEN_KILLS=2000 ./test --filter KillTests</c>; <c>JIFEN_DEEP=1</c> asks for it too. <c>JIFEN_SEED</c> repeats a plan.
/// </summary>
public sealed class KillTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Clients = 12;
    private static readonly TimeSpan DrawsIn = TimeSpan.FromSeconds(15);

    private readonly HostPool _pool = new(1);
    private readonly ulong _seed = Number("JIFEN_SEED", (ulong)TimeProvider.System.GetTimestamp());
    private StoreFolder? _festival;

    public async Task InitializeAsync()
    {
        output.WriteLine($"seed {_seed}; again by JIFEN_SEED={_seed}");
        string[] members = [.. Enumerable.Range(0, Festival.Members).Select(Festival.Member)];
        _festival = await Festival.StoreAsync(
            _pool, () => Festival.Whole(DrawsIn), members, first: members.Select(member => Call.Take($"first-{member}", member, Festival.Draw)));
    }

    public async Task DisposeAsync()
    {
        await _pool.DisposeAsync();
        _festival?.Dispose();
    }

    [Fact]
    public async Task A_silo_that_is_killed_at_any_moment_keeps_every_answer_it_gave()
    {
        Dice dice = new(_seed);
        IReadOnlyList<Kill[]> plan = KillPlan.Draw(dice, Kills);
        KillRun[] runs = await RunAsync(plan, dice, Clients, copies: 1);
        output.WriteLine($"{plan.Sum(store => store.Length)} kills, {runs.Sum(run => run.Answers)} calls answered, {runs.Sum(run => run.Codes)} codes, {runs.Sum(run => run.Cards)} cards and {runs.Sum(run => run.Entries)} entries given");
        Assert.InRange(runs.Sum(run => run.Codes), 1, int.MaxValue);
        Assert.InRange(runs.Sum(run => run.Cards), 1, int.MaxValue);
        Assert.InRange(runs.Sum(run => run.Entries), 1, int.MaxValue);
        Assert.Equal(Enum.GetValues<KillPoint>(), runs.SelectMany(run => run.Hit).Distinct().Order());
        Assert.Equal(plan.Sum(store => store.OfType<Kill.AtPoint>().Count()), runs.Sum(run => run.Hit.Count));
    }

    [Fact]
    public async Task Twenty_clients_that_repeat_every_call_up_to_five_times_get_one_record_and_one_answer_for_each_key()
    {
        Dice dice = new(_seed);
        Kill[][] plan = [[.. Enumerable.Range(0, 6).Select(_ => new Kill.UnderLoad(dice.Between(200, 1_000)))]];
        KillRun[] runs = await RunAsync(plan, dice, clients: 20, copies: 5);
        output.WriteLine($"{plan.Sum(store => store.Length)} kills, {runs.Sum(run => run.Answers)} calls answered");
    }

    [Fact]
    public async Task A_silo_that_answers_before_it_writes_is_found_out()
    {
        Dice dice = new(_seed);
        using StoreFolder store = _festival!.Copy();
        KillRun run = new(_pool, store, dice, Clients, 1, PlantedFault.AcknowledgedBeforeCommit);
        IReadOnlyList<string> findings = await run.RunAsync([.. Enumerable.Range(0, 3).Select(_ => new Kill.AfterAnswers(dice.Between(20, 40)))]);
        Assert.Contains(findings, finding => finding.EndsWith("the journal holds 0 records of it", StringComparison.Ordinal));
    }

    [Fact]
    public void A_code_that_two_members_are_shown_or_that_nobody_uploaded_is_found_out() => Assert.Equal(
        ["COFFEE-007 is shown to m1 and m2", "m3 is shown TEA-001, which nobody uploaded"],
        StoreAudit.Faults([("m1", "COFFEE-007"), ("m2", "COFFEE-007"), ("m2", "COFFEE-008"), ("m3", "TEA-001")]));

    [Fact]
    public void A_card_that_is_dealt_twice_or_is_not_of_the_deck_or_of_a_kind_that_is_used_up_is_found_out() => Assert.Equal(
        ["the card 7 is dealt 2 times", "the card 150 is not of the deck", "11 of 10 cards gem were dealt"],
        GamesAudit.Faults([7, 8, 7, 150], new Dictionary<string, int> { ["gem"] = 11, ["five"] = 60 }));

    private async Task<KillRun[]> RunAsync(IReadOnlyList<Kill[]> plan, Dice dice, int clients, int copies)
    {
        List<KillRun> runs = [];
        (Kill[] Kills, ulong Seed)[] parts = [.. plan.Select(part => (part, (ulong)dice.Roll(int.MaxValue)))];
        await Parallel.ForEachAsync(parts, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (part, _) =>
        {
            using StoreFolder store = _festival!.Copy();
            KillRun run = new(_pool, store, new(part.Seed), clients, copies, PlantedFault.None);
            Assert.Empty(await run.RunAsync(part.Kills));
            lock (runs)
            {
                runs.Add(run);
            }
        });
        return [.. runs];
    }

    private static int Kills => (int)Number("JIFEN_KILLS", Environment.GetEnvironmentVariable("JIFEN_DEEP") is null or "0" ? 60UL : 2_000);

    private static ulong Number(string variable, ulong standard) =>
        Environment.GetEnvironmentVariable(variable) is { } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : standard;
}
