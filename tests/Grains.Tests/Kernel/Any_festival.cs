using System.Text.Json;
using Jifen.Grains.Fairness;
using Jifen.Grains.Kernel;
using Jifen.Grains.Stock;
using Jifen.Grains.Tests.Driving;
using Xunit.Sdk;

namespace Jifen.Grains.Tests.Kernel;

/// <summary>Random runs over all rules at once; each property has a planted fault that it catches.</summary>
public sealed class Any_festival
{
    private const int Seeds = 60;

    [Theory]
    [InlineData(1, Seeds)]
    [InlineData(2, Seeds)]
    [InlineData(7, Seeds)]
    [InlineData(64, 3)]
    public void Every_play_ends_every_unit_is_somewhere_and_every_record_can_be_derived_again(int shards, int seeds)
    {
        for (ulong seed = 1; seed <= (ulong)seeds; seed++)
        {
            Hold(seed, shards, plant: null);
        }
    }

    [Fact]
    public void Runs_are_worth_their_name()
    {
        List<Town> towns = [.. Enumerable.Range(1, Seeds).Select(seed => new Festival((ulong)seed, 2).Run(200).Town)];
        string[] seen = [.. towns.SelectMany(t => t.Events<GrainEvent>()).Select(e => e.GetType().Name).Distinct().Order(StringComparer.Ordinal)];

        Assert.Equal(
            [
                nameof(ActivityCounted), nameof(CatalogueAdopted), nameof(ControlAdopted), nameof(ControlRaised), nameof(ExhaustionTold),
                nameof(LotExpired), nameof(MemberEnrolled), nameof(MessageRefused), nameof(PeriodClosed), nameof(PeriodClosureCounted),
                nameof(PlayRedirected), nameof(PlaySettled), nameof(PlayTaken), nameof(PointsEarned), nameof(PointsRestored), nameof(PointsSpent),
                nameof(ProgrammePublished), nameof(RecallBegun), nameof(RecallEnded), nameof(RestockTold), nameof(SeedAdopted), nameof(SeedCommitted),
                nameof(SeedRevealed), nameof(StockSet), nameof(UnitUsed), nameof(UnitsAsked), nameof(UnitsBack), nameof(UnitsGivenBack), nameof(UnitsLent),
                nameof(UnitsReceived), nameof(WaitBegun), nameof(WaitEnded), nameof(WishQueued), nameof(WishesRefused),
            ],
            seen);
    }

    [Fact]
    public void Control_a_treasury_that_answers_none_without_a_recall_is_caught() => Caught(NoneWithoutRecall, "while an unused unit");

    [Fact]
    public void Control_a_treasury_that_sends_a_unit_too_many_is_caught() => Caught(OneTooMany, "units out are somewhere");

    [Fact]
    public void Control_a_slice_that_keeps_what_it_returns_is_caught() => Caught(KeepsWhatItReturns, "units out are somewhere");

    [Fact]
    public void Control_a_settlement_that_takes_no_unit_is_caught() => Caught(NoUnitTaken, "while an unused unit");

    [Fact]
    public void Control_a_guarantee_that_a_win_does_not_reset_is_caught() => Caught(NoReset, "nonce and counter");

    [Fact]
    public void Control_a_play_that_is_not_paid_for_is_caught() => Caught(NotPaid, "paid for");

    [Fact]
    public void Control_a_unique_prize_that_is_not_remembered_is_caught() => Caught(NotRemembered, "owned");

    [Fact]
    public void Control_a_receipt_that_is_silent_on_what_is_owned_is_caught() => Caught(Silent, "owned");

    /// <param name="alarm">What the check that must catch it says.</param>
    private static void Caught(Func<ShardState, ShardInput, Decision, Decision> fault, string alarm)
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            try
            {
                Hold(seed, 2, town =>
                {
                    foreach (TestShard shard in town.Shards)
                    {
                        shard.Tamper = fault;
                    }
                });
            }
            catch (Exception caught) when (caught is XunitException or InvariantBrokenException)
            {
                Assert.Contains(alarm, caught.Message, StringComparison.Ordinal);
                return;
            }
        }

        Assert.Fail("no seed caught the fault");
    }

    private static void Hold(ulong seed, int shards, Action<Town>? plant)
    {
        try
        {
            Festival festival = new Festival(seed, shards, plant).Run(200);
            UniquePrizesAreWonOnce(festival.Town);
            EveryPlayEnds(festival);
            CountersAgree(festival.Town);
            PointsAgree(festival.Town);
            foreach (TestShard shard in festival.Town.Shards)
            {
                shard.AssertReplays();
                if (plant is null)
                {
                    shard.AssertDerivable();
                }
            }
        }
        catch (XunitException failed)
        {
            throw new XunitException($"seed {seed}, {shards} shards: {failed.Message}", failed);
        }
    }

    private static void EveryPlayEnds(Festival festival)
    {
        Town town = festival.Town;
        foreach ((MemberKey member, RequestKey key) in festival.Taken)
        {
            Answer? answer = town.AnswerOf(member, key);
            Assert.True(answer is Played or Refusal { Code: RefusalCodes.SoldOut }, $"{answer}");
            if (answer is Played played)
            {
                ReceiptLeadsToItsSegment(town, member, played);
            }
        }

        Assert.All(town.Shards, s => Assert.All(s.State.Members, m => Assert.Empty(m.OpenPlays)));
        Assert.All(town.Shards, s => Assert.All(s.State.Slices, l => Assert.Equal(0, l.WaitingCount)));
        Assert.All(town.Shards, s => Assert.All(s.State.Treasuries, t => Assert.Equal((0, false), (t.Wishes.Count, t.IsRecalling))));
    }

    /// <summary>As an outsider would check it: seed, table, counter and exhaustion give the segment.</summary>
    private static void ReceiptLeadsToItsSegment(Town town, MemberKey member, Played played)
    {
        WheelTable table = town.Shards[0].State.Self.FindVersion(played.TableVersion)!.Programme!.FindWheel(played.Lottery)!.Table;
        long drawn = Outcome.Draw(
            TestVault.SeedOf(played.Lottery, played.Period), played.Lottery, played.Period, member, played.Nonce, played.PlayerSeed,
            WheelOutcome.TotalWeight(table));
        int rolled = WheelOutcome.Roll(table, drawn);
        WheelResolution chosen = WheelOutcome.Resolve(table, rolled, played.SinceWin, [.. played.Exhausted ?? []], played.Owned);
        Assert.Equal(
            (table.Segments[rolled].Id, chosen.Slot!.Id, chosen.Slot.Prize, chosen.Guaranteed),
            (played.Rolled, played.Segment, played.Prize, played.Guaranteed));
    }

    /// <summary>Counted from the prizes told alone: who won a prize while it was unique owns it, does not win it again while it is, and is told so.</summary>
    private static void UniquePrizesAreWonOnce(Town town)
    {
        Dictionary<MemberKey, HashSet<string>> won = [];
        foreach (TestRecord record in town.Shards.SelectMany(shard => shard.Journal).Where(r => r.At.Member is not null))
        {
            if (Body(record).Answer is Played played)
            {
                WheelTable table = town.Shards[0].State.Self.FindVersion(played.TableVersion)!.Programme!.FindWheel(played.Lottery)!.Table;
                HashSet<string> owned = won.TryGetValue(record.At.Member!.Value, out HashSet<string>? before) ? before : won[record.At.Member.Value] = [];
                string[] unique = [.. table.Segments.Where(slot => slot.Unique).Select(slot => slot.Id)];
                Assert.True(unique.Where(owned.Contains).SequenceEqual(played.Owned ?? []), $"owned before {played}");
                Assert.True(!unique.Contains(played.Segment) || owned.Add(played.Segment), $"owned and won again {played}");
            }
        }
    }

    /// <summary>Nonces without gaps; the guarantee's counter counts plays since the last win.</summary>
    private static void CountersAgree(Town town)
    {
        foreach (TestShard shard in town.Shards)
        {
            Dictionary<MemberKey, (long Nonce, long SinceWin)> counters = [];
            foreach (TestRecord record in shard.Journal.Where(r => r.At.Member is not null))
            {
                foreach (GrainEvent happened in Body(record).Events ?? [])
                {
                    MemberKey member = record.At.Member!.Value;
                    (long nonce, long sinceWin) = counters.GetValueOrDefault(member);
                    switch (happened)
                    {
                        case PlayTaken taken:
                            Assert.True((nonce + 1, sinceWin) == (taken.Nonce, taken.SinceWin), $"nonce and counter {taken}");
                            counters[member] = (taken.Nonce, sinceWin);
                            break;
                        case PlaySettled { Refused: false } settled:
                            bool won = settled.Segment != "none";
                            counters[member] = (nonce, won ? 0 : sinceWin + 1);
                            break;
                    }
                }
            }
        }
    }

    /// <summary>What answers told agrees with what the purse holds and what the events moved.</summary>
    private static void PointsAgree(Town town)
    {
        foreach (TestShard shard in town.Shards)
        {
            Dictionary<MemberKey, long> balances = [];
            foreach (TestRecord record in shard.Journal.Where(r => r.At.Member is not null))
            {
                RecordBody body = Body(record);
                long moved = (body.Events ?? []).Sum(Moved);
                long balance = balances[record.At.Member!.Value] = balances.GetValueOrDefault(record.At.Member.Value) + moved;
                Assert.True(balance >= 0);
                if (body.Events?.OfType<PlayTaken>().SingleOrDefault() is { Cost.Value: var cost })
                {
                    Assert.True(cost == body.Events.OfType<PointsSpent>().Sum(s => s.Points.Value), "a play is paid for");
                }
            }

            Assert.All(shard.State.Members, m => Assert.Equal(balances.GetValueOrDefault(m.Key), m.Purse.Balance.Value));
        }
    }

    private static long Moved(GrainEvent happened) => happened switch
    {
        PointsEarned e => e.Points.Value,
        PointsRestored r => r.Parts.Sum(p => p.Points.Value),
        PointsSpent s => -s.Parts.Sum(p => p.Points.Value),
        LotExpired x => -x.Points.Value,
        _ => 0,
    };

    private static RecordBody Body(TestRecord record) => JsonSerializer.Deserialize(record.Body, JournalJson.Canonical.RecordBody)!;

    /// <summary>The treasury lets itself be recalled by nobody: nothing free means none.</summary>
    private static Decision NoneWithoutRecall(ShardState state, ShardInput input, Decision decision)
    {
        if (decision is not Decided { Events: [WishQueued wish] } decided || state.FindNamed(wish.On!) is not Treasury { IsStocked: true } treasury
            || treasury.Allowance(wish.Day, default) > 0 || treasury.IsRecalling)
        {
            return decision;
        }

        PrizeExhausted told = new(treasury.Lottery, treasury.Segment, wish.Day);
        return decided with
        {
            Events = [wish, new WishesRefused(wish.Day) { On = wish.On }],
            Messages = [.. Enumerable.Range(0, state.ShardCount).Select(s => new AddressedMessage(new(s), Lane.Control, told))],
        };
    }

    private static Decision OneTooMany(ShardState state, ShardInput input, Decision decision) =>
        decision is Decided { Events: [UnitsReceived received] } decided ? decided with { Events = [received with { Units = received.Units + 1 }] } : decision;

    private static Decision KeepsWhatItReturns(ShardState state, ShardInput input, Decision decision) =>
        decision is Decided { Events: [UnitsGivenBack back] } decided ? decided with { Events = [back with { Units = 0 }] } : decision;

    private static Decision NoUnitTaken(ShardState state, ShardInput input, Decision decision) =>
        input is SettlePlay && decision is Decided decided ? decided with { Events = [.. decided.Events.Where(e => e is not UnitUsed)] } : decision;

    private static Decision NoReset(ShardState state, ShardInput input, Decision decision) => decision is Decided decided
        ? decided with { Events = [.. decided.Events.Select(e => e is PlaySettled settled ? settled with { Prize = false } : e)] }
        : decision;

    private static Decision NotRemembered(ShardState state, ShardInput input, Decision decision) => decision is Decided decided
        ? decided with { Events = [.. decided.Events.Select(e => e is PlaySettled settled ? settled with { Unique = null } : e)] }
        : decision;

    private static Decision Silent(ShardState state, ShardInput input, Decision decision) =>
        decision is Decided { Answer: Played played } decided ? decided with { Answer = played with { Owned = null } } : decision;

    private static Decision NotPaid(ShardState state, ShardInput input, Decision decision) => decision is Decided decided
        ? decided with { Events = [.. decided.Events.Where(e => e is not PointsSpent)] }
        : decision;
}
