using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Lottery;

/// <summary>All that a play is decided on.</summary>
/// <param name="Day">Programme day of the play.</param>
/// <param name="Plays">What the member has played in this lottery before.</param>
internal sealed record PlayAttempt(
    ShardState State, Play Input, Stamp Now, MemberGrain Member, Programme Programme, Wheel Wheel, LotterySlice Slice, DateOnly Day,
    MemberPlays Plays)
{
    public bool Free => Plays.FreeOn(Day) < Wheel.FreePlaysPerDay;

    public Points Cost => Free ? Points.Zero : Wheel.Cost ?? Points.Zero;

    public string PeriodId => Period.Of(Day);

    public Points Available => Member.Purse.Available(Now);
}
