using Jifen.Grains.Draws;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Draws;

/// <summary>Entries and the closing, by example.</summary>
public class Entering_draws
{
    private static readonly DrawDocument Daily = ADraw(APrize("ten", 1, new PointsPrize(new(10))));

    private readonly Town _town = new(3);

    private string Tonight => "draw-2026-11-21";

    [Fact]
    public void An_entry_is_numbered_and_names_its_seed_and_closing()
    {
        MemberKey member = Begin(Daily);
        Entered first = Enters(member);
        Assert.Equal((Tonight, 1, At("2026-11-21T20:00:00+08:00"), Points.Zero), (first.Period, first.Number, first.Closes, first.Cost));
        Assert.Equal(TestVault.Offer(DrawId, Tonight).Commitment, first.SeedCommitment);
        Assert.Equal(2, Enters(member).Number);
    }

    [Fact]
    public void From_the_closing_time_on_entries_are_for_the_next_day()
    {
        MemberKey member = Begin(Daily);
        _town.Now = new(At("2026-11-21T20:00:00+08:00").Microseconds - 1);
        Assert.Equal(Tonight, Enters(member).Period);
        _town.Now = At("2026-11-21T20:00:00+08:00");
        Entered next = Enters(member);
        Assert.Equal(("draw-2026-11-22", 1), (next.Period, next.Number));
    }

    [Fact]
    public void Once_closed_a_draw_that_is_held_once_takes_no_entry()
    {
        MemberKey member = Begin(Daily with { Times = new(null, At("2026-11-21T20:00:00+08:00"), null) });
        Assert.Equal(DrawName.Once, Enters(member).Period);
        _town.Now = At("2026-11-21T20:00:00+08:00");
        Assert.Equal(RefusalCodes.TooLate, Refused(member).Code);
        _town.Settle();
        Assert.Equal(RefusalCodes.TooLate, Refused(member).Code);
        Assert.Equal(10, _town.Events<PointsEarned>().Sum(e => e.Points.Value));
    }

    [Fact]
    public void A_draw_that_has_closed_stays_closed_whatever_a_later_version_says()
    {
        DrawDocument once = Daily with { Times = new(null, At("2026-11-21T20:00:00+08:00"), null) };
        MemberKey member = Begin(once);
        _town.Now = At("2026-11-21T20:00:00+08:00");
        _town.Settle();
        _town.With(AProgramme().WithDraws(once with { Times = new(null, At("2026-11-30T20:00:00+08:00"), null) }));
        Assert.Equal(RefusalCodes.TooLate, Refused(member).Code);
    }

    [Fact]
    public void A_draw_that_the_programme_has_no_longer_is_held_with_what_is_there()
    {
        MemberKey member = Begin(Daily);
        Enters(member);
        _town.With(AProgramme());
        Assert.Equal(member, Assert.Single(_town.HomeOf(DrawId).State.Drawing(DrawId, Tonight).Smallest).Member);
        Assert.Single(_town.Events<DrawPrizeWon>());
    }

    [Fact]
    public void Before_it_opens_and_beyond_its_limits_an_entry_is_refused()
    {
        MemberKey member = Begin(Daily with
        {
            Times = new(At("2026-11-21T13:00:00+08:00"), null, 20 * 60),
            FreePlaysPerDay = 1,
            Cost = new(5),
            Limits = new(2, null),
        });
        Assert.Equal(RefusalCodes.NotOpen, Refused(member).Code);
        _town.Now = At("2026-11-21T13:00:00+08:00");
        Assert.Equal(Points.Zero, Enters(member).Cost);
        Assert.Equal(RefusalCodes.InsufficientPoints, Refused(member).Code);
        _town.Earn(member, 5);
        Assert.Equal(new Points(5), Enters(member).Cost);
        Assert.Equal(RefusalCodes.LimitReached, Refused(member).Code);
        _town.Now = At("2026-11-21T20:00:00+08:00");
        Assert.Equal(Points.Zero, Enters(member).Cost);
    }

    [Fact]
    public void Tickets_of_a_challenge_pay_for_entries()
    {
        _town.With(AProgramme().WithDraws(Daily with { FreePlaysPerDay = 0, Tickets = true }).WithChallenges(
            new ChallengeDocument("buy", Text("Buy"), new(ChallengeSpan.Campaign), new(["purchase"], EarningCondition.Always, null), new CountGoal(1, new(null, new(DrawId, 2), null)))));
        MemberKey member = _town.Enrol(0);
        Assert.Equal(RefusalCodes.LimitReached, Refused(member).Code);
        _town.Earn(member, 1);
        Assert.True(Enters(member).Ticket);
        Assert.True(Enters(member).Ticket);
        Assert.Equal(RefusalCodes.LimitReached, Refused(member).Code);
    }

    [Fact]
    public void A_draw_that_nobody_entered_is_held_without_winners()
    {
        Begin(Daily);
        _town.Now = At("2026-11-21T20:00:00+08:00");
        _town.Settle();
        DrawingView drawing = Assert.Single(DrawQuery.Drawings(_town.HomeOf(DrawId).State, DrawId, Tonight, 10).Drawings);
        Assert.Equal((0, 0, 3), (drawing.Winners, drawing.Members, drawing.Closed));
        Assert.NotNull(drawing.Seed);
        Assert.Empty(drawing.Places);
    }

    private MemberKey Begin(DrawDocument draw)
    {
        _town.With(AProgramme().WithDraws(draw));
        return _town.Enrol(0);
    }

    private Entered Enters(MemberKey member) => Assert.IsType<Entered>(Assert.IsType<Decided>(_town.Enter(member)).Answer);

    private Refusal Refused(MemberKey member) => Assert.IsType<Refusal>(Assert.IsType<Decided>(_town.Enter(member)).Answer);
}
