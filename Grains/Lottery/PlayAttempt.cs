using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Lottery;

/// <summary>All that a play of a wheel is decided on.</summary>
internal sealed record PlayAttempt(
    ShardState State, Play Input, Stamp Now, MemberGrain Member, Programme Programme, Wheel Wheel, LotterySlice Slice, DateOnly Day,
    MemberPlays Plays) : GameAttempt(State, Input, Now, Member, Programme, Wheel, Slice, Day, Plays)
{
    public string PeriodId => Period.Of(Day);
}
