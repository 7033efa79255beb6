using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Lottery;

/// <summary>What a play of any lottery is decided on.</summary>
/// <param name="Day">Programme day of the play.</param>
/// <param name="Plays">What the member has played in this lottery before.</param>
internal abstract record GameAttempt(
    ShardState State, Play Input, Stamp Now, MemberGrain Member, Programme Programme, Game Game, LotterySlice Slice, DateOnly Day, MemberPlays Plays)
{
    public bool Free => Plays.FreeOn(Day) < Game.FreePlaysPerDay;

    /// <summary>A ticket pays: there are no free plays any more.</summary>
    public bool Ticket => !Free && Plays.Tickets > 0;

    public Points Cost => Free || Ticket ? Points.Zero : Game.Cost ?? Points.Zero;

    /// <summary>Whether the member is a minor on this programme day, as far as that is known.</summary>
    public bool IsMinor => Member.AdultFrom is { } adult ? Programme.Calendar.DayOf(Now) < adult : Programme.UnknownAgeIsMinor;

    public Points Available => Member.Purse.Available(Now);
}
