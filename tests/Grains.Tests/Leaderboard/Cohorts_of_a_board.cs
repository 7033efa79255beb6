using Jifen.Grains.Kernel;
using Jifen.Grains.Leaderboard;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Leaderboard;

public sealed class Cohorts_of_a_board
{
    private const string Noon = "2026-11-21T12:00:00+08:00";
    private const string Today = "2026-11-21";
    private static readonly BoardCohorts Rules = Leagues.Cohorts(5, 2, 1, "bronze", "silver", "gold");

    [Theory]
    [InlineData(0, 5, 2, 5)]
    [InlineData(1, 5, 2, 4)]
    [InlineData(2, 5, 0, 4)]
    [InlineData(1, 4, 1, 4)]
    [InlineData(1, 2, 0, 2)]
    [InlineData(1, 1, 0, 1)]
    public void Who_rises_and_falls_shrinks_with_a_cohort_that_is_not_full(int division, long members, long promoted, long kept)
    {
        Assert.Equal((promoted, kept), (Rules.PromotedThrough(division, members), Rules.KeptThrough(division, members)));
    }

    [Fact]
    public void Who_has_nothing_above_zero_does_not_rise_and_nobody_in_its_place()
    {
        Assert.Equal(
            [CohortMove.Promote, CohortMove.Stay, CohortMove.Stay, CohortMove.Stay, CohortMove.Demote], Enumerable.Range(1, 5).Select(rank => Rules.MoveOf(1, 5, rank, rank == 1 ? 1 : 0)));
    }

    private static DivisionTold[] Told(Town town) => [.. town.Events<DivisionTold>()];

    [Fact]
    public void The_last_cohort_is_filled_before_the_next_begins_whatever_the_shards()
    {
        Town town = TownOf(4);
        Earn(town, 13);
        town.Settle();
        CohortSeat[] seats = [.. town.Events<CohortGiven>().Select(given => new CohortSeat(given.Member, given.Cohort))];
        Assert.Equal([5, 5, 3], seats.GroupBy(seat => seat.Cohort).OrderBy(cohort => cohort.Key).Select(cohort => cohort.Count()));
        Assert.Equal(13, seats.Select(seat => seat.Member).Distinct().Count());
    }

    [Fact]
    public void A_score_counts_before_the_cohort_is_known_and_the_member_is_asked_for_once()
    {
        Town town = TownOf(2);
        MemberKey member = Earn(town, 1)[0];
        town.EarnOut(member, 3);
        ShardState home = town.HomeOf(member).State;
        var period = PeriodKey.Parse(Today);
        Assert.Equal(new CohortStand(0, null), CohortQuery.StandOf(home, Leagues.Daily, period, member));
        Assert.Equal(4, BoardQuery.PlaceOf(home, Leagues.Daily, period, member)!.Value.Score);
        town.Settle();
        Assert.Equal(new CohortStand(0, 1), CohortQuery.StandOf(home, Leagues.Daily, period, member));
        Assert.Single(town.Events<CohortAwaited>());
    }

    [Fact]
    public void The_highest_rise_the_lowest_fall_and_who_is_absent_stays()
    {
        Town town = TownOf(3);
        MemberKey[] members = Earn(town, 5);
        Next(town, "2026-11-22T12:00:00+08:00");
        Assert.Equal([0, 0, 0, 1, 1], Divisions(town, members));
        town.EarnOut(members[4], 1);
        Next(town, "2026-11-23T12:00:00+08:00");
        Assert.Equal([0, 0, 0, 1, 1], Divisions(town, members));
        Next(town, "2026-11-24T12:00:00+08:00");
        Assert.Equal([0, 0, 0, 1, 1], Divisions(town, members));
        AssertSound(town);
    }

    [Fact]
    public void Who_rises_or_falls_is_told_once_in_a_record_of_its_own()
    {
        Town town = TownOf(3);
        MemberKey[] members = Earn(town, 5);
        Next(town, "2026-11-22T12:00:00+08:00");
        Assert.Equal([members[3], members[4]], Told(town).Select(told => told.Member).Order());
        Assert.All(Told(town), told => Assert.Equal((0, 1, "silver"), (told.From, told.To, told.Division)));
        Assert.All(town.Records().Where(record => record.Input is TellDivision), record => Assert.Single(record.Events!));
        town.EarnOut(members[3], 1);
        Next(town, "2026-11-23T12:00:00+08:00");
        Next(town, "2026-11-24T12:00:00+08:00");
        Assert.Equal(2, Told(town).Length);
        AssertSound(town);
    }

    [Fact]
    public void What_was_told_outlives_a_crash()
    {
        UntoldMoves untold = new();
        (MemberKey one, MemberKey two) = (new(new UInt128(1, 1)), new(new UInt128(1, 2)));
        DivisionPart part = new(DivisionPart.IdOf(Leagues.Daily, one), untold);
        Fold(part, new DivisionSet(one, 2));
        byte[] old = part.Save();
        Fold(part, new DivisionTold(one, 0, 2, "gold"));
        Fold(part, new DivisionSet(two, 1));
        UntoldMoves anew = new();
        DivisionPart loaded = new(part.Id, anew);
        loaded.Restore(part.Save(), default);
        Assert.Equal([(Leagues.Daily, two)], untold.All);
        Assert.Equal([(Leagues.Daily, two)], anew.All);
        Assert.Equal((2, 2, 1, 0), (loaded.Of(one), loaded.ToldOf(one), loaded.Of(two), loaded.ToldOf(two)));
        DivisionPart before = new(part.Id, new());
        before.Restore(old, default);
        Assert.Equal((2, 0), (before.Of(one), before.ToldOf(one)));
        Assert.Equal((byte)'"', old[0]);
    }

    /// <summary>Scores of a new day come before the day before is over everywhere.</summary>
    [Fact]
    public void Who_scores_before_its_division_is_decided_waits_and_then_competes_in_the_right_one()
    {
        Town town = TownOf(3);
        MemberKey[] members = Earn(town, 5);
        town.Settle();
        town.Now = At("2026-11-22T00:05:00+08:00");
        foreach (MemberKey member in members)
        {
            town.EarnOut(member, 1);
        }

        var next = PeriodKey.Parse("2026-11-22");
        Assert.All(members, member => Assert.Equal(new CohortStand(null, null), CohortQuery.StandOf(town.HomeOf(member).State, Leagues.Daily, next, member)));
        Next(town, "2026-11-22T00:10:00+08:00");
        Assert.Equal([0, 0, 0, 1, 1], members.Select(member => CohortQuery.StandOf(town.HomeOf(member).State, Leagues.Daily, next, member).Division!.Value));
        Assert.All(members, member => Assert.Equal(1, CohortQuery.StandOf(town.HomeOf(member).State, Leagues.Daily, next, member).Cohort));
        AssertSound(town);
    }

    [Fact]
    public void Days_that_close_one_after_the_other_are_settled_in_their_order_and_kept_so_long()
    {
        Town town = TownOf(4);
        MemberKey[] members = Earn(town, 10);
        for (int day = 22; day <= 25; day++)
        {
            town.Now = At($"2026-11-{day}T12:00:00+08:00");
            foreach (MemberKey member in members.Skip(day - 20))
            {
                town.EarnOut(member, 1);
            }
        }

        Next(town, "2026-11-27T12:00:00+08:00");
        Assert.Equal(
            ["2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"],
            town.Events<CohortsSettled>().Where(settled => settled.On == $"cohortowner:{Leagues.Daily}").Select(settled => settled.Period));
        Assert.All(town.Shards, shard => Assert.Equal(["2026-11-26"], shard.State.Board(Leagues.Daily).Closed.Select(closed => closed.Period.ToString())));
        Assert.All(town.Shards, shard => Assert.DoesNotContain(shard.State.Named, grain => grain is CohortPart));
        AssertSound(town);
    }

    [Fact]
    public void Many_who_wait_are_asked_for_some_at_a_time()
    {
        Town town = TownOf(1);
        Earn(town, 1);
        town.Now = At("2026-11-22T00:05:00+08:00");
        Earn(town, 150);
        Next(town, "2026-11-22T00:10:00+08:00");
        Assert.Equal([64, 64, 22], town.Records().Where(record => record.Input is AskCohorts).Select(record => record.Events!.Count));
        Assert.Equal(150, town.Events<CohortGiven>().Count() - 1);
        AssertSound(town);
    }

    /// <summary>Twenty cohorts of fifty are looked at together: 120 of them take six looks, and the divisions one each.</summary>
    [Fact]
    public void Cohorts_are_looked_at_some_at_a_time()
    {
        CohortOwner owner = new(CohortOwner.IdOf(Leagues.Daily));
        Fold(owner, new CohortsFilled(Today, 50, [6000, 0, 51]));
        Fold(owner, new CohortRankingBegun(Today));
        List<CohortRange> looks = [];
        while (owner.Periods[0].Open is { } open)
        {
            looks.Add(open);
            Fold(owner, new CohortsRanked(Today, open.Division, open.Last));
        }

        Assert.Equal([new(0, 1, 20), new(0, 21, 40), new(0, 41, 60), new(0, 61, 80), new(0, 81, 100), new(0, 101, 120), new(2, 1, 2)], looks);
    }

    [Fact]
    public void A_later_version_cannot_change_the_cohorts_of_a_board_but_what_divisions_are_called()
    {
        Town town = TownOf(1);
        BoardCohorts renamed = Rules with { Divisions = [.. Rules.Divisions.Select(division => division with { Name = Text($"new {division.Id}") })] };
        town.With(Programme(renamed));
        Assert.Equal("new gold", BoardQuery.Card(town.Shards[0].State, Leagues.Daily, null, town.Now)!.Cohorts!.Divisions[2].Name.En);
        town.With(Programme(Rules with { Size = 9 }));
        Assert.Equal(5, BoardQuery.Card(town.Shards[0].State, Leagues.Daily, null, town.Now)!.Cohorts!.Size);
    }

    [Fact]
    public void Mail_that_comes_out_of_turn_is_refused()
    {
        Town town = TownOf(1);
        TestShard shard = town.Shards[0];
        Earn(town, 1);
        town.Settle();
        Message[] mail =
        [
            new CohortsAssigned(Leagues.Daily, Today, [new(town.KeyFor(0), 2)]), new CohortPlacesWanted(Leagues.Daily, Today, 0, 1, 1), new CohortPlacesTold(Leagues.Daily, Today, 0, 1, []),
            new DivisionsMoved(Leagues.Daily, Today, [new(town.KeyFor(0), 1)]), new CohortsBecameSettled(Leagues.Daily, "tomorrow"), new CohortsWanted(Leagues.Daily, "tomorrow", 5, []),
            new CohortsCompletedAtShard(Leagues.Daily, "tomorrow"),
        ];
        Assert.All(mail, body => Assert.IsType<MessageRefused>(((Decided)shard.Machine.Decide(Delivered(shard, body), new(town.Now, new(shard.Journal.Count + 1), null, TestVault.Instance, new TestLibrary()))).Events[0]));
        Assert.IsType<Rejected>(shard.Submit(new AskCohorts(Leagues.Daily, Today), town.Now));
        Assert.IsType<Rejected>(shard.Submit(new CompleteCohorts(Leagues.Daily, Today), town.Now));
    }

    private static void Fold(Grain grain, GrainEvent happened) => grain.Fold(happened, new(default, new(1), default, null, null));

    private static Delivery Delivered(TestShard shard, Message body) =>
        new(shard.State.Shard, Lane.Control, shard.State.Self.Mail.Received(shard.State.Shard, Lane.Control) + 1, body);

    private static ProgrammeBuilder Programme(BoardCohorts? cohorts = null) => AProgramme().WithBoards(ABoard(Leagues.Daily, PeriodKind.Day, keep: 1) with { Cohorts = cohorts ?? Rules });

    private static Town TownOf(int shards) => new Town(shards, 7) { Now = At(Noon) }.With(Programme());

    /// <summary>Members earn 1, 2, 3 points and so on.</summary>
    private static MemberKey[] Earn(Town town, int members)
    {
        MemberKey[] all = [.. Enumerable.Range(0, members).Select(n => town.Enrol(n))];
        for (int n = 0; n < members; n++)
        {
            town.Now = new(town.Now.Microseconds + 1);
            town.EarnOut(all[n], n + 1);
        }

        return all;
    }

    private static void Next(Town town, string instant)
    {
        town.Now = At(instant);
        town.Settle();
    }

    private static IEnumerable<int> Divisions(Town town, MemberKey[] members) => members.Select(member => town.HomeOf(member).State.DivisionOf(Leagues.Daily, member));

    private static void AssertSound(Town town)
    {
        foreach (TestShard shard in town.Shards)
        {
            shard.AssertReplays();
            shard.AssertDerivable();
        }
    }
}
