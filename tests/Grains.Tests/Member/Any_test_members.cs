using Jifen.Grains.Tests.Driving;

namespace Jifen.Grains.Tests.Member;

/// <summary>Whatever test members do, all else is as if they had not been; each fault that is planted is seen by that.</summary>
public sealed class Any_test_members
{
    private const int Seeds = 15;

    [Fact]
    public void A_shard_is_for_the_others_as_if_there_were_no_test_members()
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            Compare(seed, "");
        }
    }

    [Fact]
    public void Records_of_test_members_replay_and_can_be_derived_again()
    {
        for (ulong seed = 1; seed <= 8; seed++)
        {
            new TestMemberRun(seed, withTests: true).Run().CheckRecords();
        }
    }

    [Fact]
    public void Runs_are_worth_their_name()
    {
        List<TestMemberRun> runs = [.. Enumerable.Range(1, 12).Select(seed => new TestMemberRun((ulong)seed, withTests: true).Run())];
        HashSet<string> tested = [.. runs.SelectMany(run => run.OfTests).SelectMany(body => body.Events ?? []).Select(NameOf)];
        HashSet<string> all = [.. runs.SelectMany(run => run.Town.Events<GrainEvent>()).Select(NameOf)];

        Assert.Superset(
            new HashSet<string>
            {
                nameof(ActivityCounted), nameof(PointsEarned), nameof(PointsSpent), nameof(PointsReversed), nameof(PlayTaken), nameof(PlaySettled), nameof(CardDealt), nameof(CardScratched),
                nameof(EntryTaken), nameof(CouponWon), nameof(GoodsWon), nameof(OrderMoved), nameof(BadgeEarned), nameof(BadgeSetCompleted), nameof(ChallengeRewarded),
            },
            tested);
        Assert.Superset(
            new HashSet<string>
            {
                nameof(UnitUsed), nameof(BudgetUsed), nameof(BudgetFreed), nameof(EntryCounted), nameof(BoardScored), nameof(BadgeHolderCounted), nameof(DrawPrizeWon), nameof(ExhaustionTold), nameof(BoardClosed),
            },
            all);
    }

    [Theory]
    [InlineData("a mark that is lost")]
    [InlineData("a unit that is taken")]
    [InlineData("an entry that counts")]
    [InlineData("a holder that counts")]
    [InlineData("points of the budget")]
    public void Control_a_fault_is_seen(string fault) => PlantedFault.IsSeen(fault, Seeds, seed => Compare(seed, fault));

    private static void Compare(ulong seed, string fault) => Assert.Equal(
        new TestMemberRun(seed, withTests: false).Run().Told(), new TestMemberRun(seed, withTests: true, fault).Run().Told());

    private static string NameOf(GrainEvent happened) => happened.GetType().Name;
}
