using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;
using Jifen.Grains.Member;

namespace Jifen.Grains.Draws;

/// <summary>All that a play of a prize draw is decided on.</summary>
internal sealed record EntryAttempt(
    ShardState State, Play Input, Stamp Now, MemberGrain Member, Programme Programme, Draw Draw, LotterySlice Slice, DateOnly Day, MemberPlays Plays)
    : GameAttempt(State, Input, Now, Member, Programme, Draw, Slice, Day, Plays)
{
    /// <summary>The period that the entry is for.</summary>
    public string Period { get; } = Draw.PeriodAt(Now);

    /// <summary>Entries that the member has in the period.</summary>
    public long Entries => State.EntriesOf(Member, Draw.Id, Period);
}
