using Jifen.Grains.Draws;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Draws;

/// <summary>Claims, deadlines and substitutes, by example.</summary>
public class Winning_draws
{
    private const string Tonight = "draw-2026-11-21";

    private readonly Town _town = new(3);
    private readonly List<MemberKey> _members = [];

    [Fact]
    public void A_winner_claims_in_time_and_is_answered_the_same_again()
    {
        Draw(members: 4, substitutes: 2);
        MemberKey winner = Winner;
        Claimed claimed = Assert.IsType<Claimed>(Answer(winner));
        Assert.Equal((Tonight, 1, "ten", new Points(10)), (claimed.Period, claimed.Place, claimed.Prize, claimed.Available));
        Assert.IsType<Rejected>(_town.Claim(winner, Tonight));
        _town.Settle();
        Assert.Equal(DrawPlaceState.Claimed, Place.State);
        Assert.Equal(10, _town.Events<PointsEarned>().Sum(e => e.Points.Value));
    }

    [Fact]
    public void Who_does_not_claim_in_time_loses_the_prize_to_the_next_substitute()
    {
        Draw(members: 4, substitutes: 2);
        MemberKey first = Winner;
        _town.Now = _town.Now.Plus(TimeSpan.FromHours(72));
        Assert.Equal(RefusalCodes.TooLate, Assert.IsType<Refusal>(Answer(first)).Code);
        _town.Settle();
        Assert.NotEqual(first, Winner);
        Assert.Equal(1, Place.Drawn);
        Assert.Equal(RefusalCodes.TooLate, Assert.IsType<Refusal>(Answer(first)).Code);
        Assert.IsType<Claimed>(Answer(Winner));
    }

    [Fact]
    public void When_no_substitute_is_left_the_place_lapses()
    {
        Draw(members: 2, substitutes: 5);
        for (int i = 0; i < 3; i++)
        {
            _town.Now = _town.Now.Plus(TimeSpan.FromHours(72));
            _town.Settle();
        }

        Assert.Equal(DrawPlaceState.Lapsed, Place.State);
        Assert.Equal(2, _town.Events<DrawPrizeLapsed>().Count());
        Assert.Empty(_town.Events<PointsEarned>());
    }

    [Fact]
    public void Who_has_not_won_has_nothing_to_claim()
    {
        Draw(members: 3, substitutes: 0);
        MemberKey other = _members.First(member => member != Winner);
        Assert.Equal(RejectionCodes.UnknownDraw, Assert.IsType<Rejected>(_town.Claim(other, Tonight)).Code);
        MemberDrawView seen = Assert.Single(DrawQuery.Of(_town.HomeOf(other).State, other)!.Draws);
        Assert.Equal((true, true, 1, null), (seen.Closed, seen.Drawn, seen.Entries, seen.Win));
    }

    [Fact]
    public void The_seed_is_told_only_when_every_shard_has_sealed_its_entries()
    {
        Draw(members: 3, substitutes: 0, settle: false);
        _town.Now = At("2026-11-21T20:00:00+08:00");
        foreach (TestShard shard in _town.Shards.SkipLast(1))
        {
            shard.Submit(new ClosePeriod(DrawId, Tonight), _town.Now);
        }

        while (_town.DeliverNext<DrawClosedAtShard>())
        {
        }

        Assert.Null(_town.HomeOf(DrawId).State.Seeds(DrawId).Find(Tonight)!.Seed);
        _town.Settle();
        Assert.Equal(Convert.ToHexStringLower(TestVault.SeedOf(DrawId, Tonight)), _town.HomeOf(DrawId).State.Seeds(DrawId).Find(Tonight)!.Seed);
    }

    private MemberKey Winner => Drawing.Smallest[Drawing.Places[0].Drawn].Member;

    private Drawing Drawing => _town.HomeOf(DrawId).State.Drawing(DrawId, Tonight);

    private DrawPlaceView Place => DrawQuery.Drawings(_town.HomeOf(DrawId).State, DrawId, Tonight, 1).Drawings[0].Places[0];

    private Answer? Answer(MemberKey member) => Assert.IsType<Decided>(_town.Claim(member, Tonight)).Answer;

    private void Draw(int members, int substitutes, bool settle = true)
    {
        _town.With(AProgramme().WithDraws(ADraw(APrize("ten", 1, new PointsPrize(new(10)))) with { ClaimHours = 72, Substitutes = substitutes }));
        _members.AddRange(Enumerable.Range(0, members).Select(n => _town.Enrol(n)));
        _members.ForEach(member => Assert.IsType<Decided>(_town.Enter(member)));
        if (settle)
        {
            _town.Now = At("2026-11-21T20:00:00+08:00");
            _town.Settle();
        }
    }
}
