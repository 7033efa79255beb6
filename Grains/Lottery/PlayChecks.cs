using System.Globalization;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member.Limits;

namespace Jifen.Grains.Lottery;

/// <summary>What may stand against a play, in the order in which it is told.</summary>
internal static class PlayChecks
{
    /// <summary>Null where nothing does.</summary>
    public static Decision? Of(PlayAttempt play) => Closed(play) ?? Young(play) ?? Waiting(play) ?? SoldOut(play) ?? Limited(play) ?? SelfLimitRules.Against(play) ?? TooDear(play) ?? Seedless(play);

    public static Decided Refuse(string code, FormattableString detail) =>
        new() { Answer = new Refusal(code, detail.ToString(CultureInfo.InvariantCulture)) };

    internal static Decided? Closed(GameAttempt play)
    {
        ShardGrain self = play.State.Self;
        bool paused = self.Paused.Count > 0
            && (self.IsPaused(PauseTarget.Lottery(play.Game.Id)) || self.IsPaused(PauseTarget.Campaign(play.Game.Campaign.Id)));
        return paused || !play.Game.Campaign.IsOpen(play.Now)
            ? Refuse(RefusalCodes.NotOpen, $"The lottery {play.Game.Id} is not open now.")
            : null;
    }

    internal static Decided? Young(GameAttempt play) => play.Game.Minors switch
    {
        MinorRule.None when play.IsMinor => Refuse(RefusalCodes.NotForMinors, $"The lottery {play.Game.Id} is not for minors."),
        MinorRule.FreeOnly when !play.Free && play.IsMinor => Refuse(RefusalCodes.NotForMinors, $"Minors play the lottery {play.Game.Id} only for free."),
        _ => null,
    };

    internal static NotYet? Waiting(GameAttempt play) =>
        !play.Member.Waits(play.Game.Id) ? null : new(new SettlementNeeded(play.Member.Key, play.Game.Id));

    private static Decided? SoldOut(PlayAttempt play) =>
        play.Wheel.WhenEmpty == WhenEmpty.Close && play.State.ExhaustedOf(play.Wheel, play.Day, play.Now) is [string segment, ..]
            ? Refuse(RefusalCodes.SoldOut, $"The prize {segment} is out, and the lottery closes without it.")
            : null;

    internal static Decided? Limited(GameAttempt play)
    {
        if (play.Game.PerDay is { } perDay && play.Plays.PlayedOn(play.Day) >= perDay)
        {
            return Refuse(RefusalCodes.LimitReached, $"All {perDay} plays of the day are used.");
        }

        if (play.Game.Total is { } total && play.Plays.Total >= total)
        {
            return Refuse(RefusalCodes.LimitReached, $"All {total} plays are used.");
        }

        return play.Free || play.Ticket || play.Game.Cost is not null
            ? null
            : Refuse(
                RefusalCodes.LimitReached,
                $"All {play.Game.FreePlaysPerDay} free plays of the day are used, and no others can be had{(play.Game.Tickets ? " without a ticket" : "")}.");
    }

    internal static Decided? TooDear(GameAttempt play) => play.Available < play.Cost
        ? Refuse(RefusalCodes.InsufficientPoints, $"A play costs {play.Cost} points, and {play.Available} are there.")
        : null;

    private static Decision? Seedless(PlayAttempt play)
    {
        if (play.Slice.IsClosed(play.PeriodId))
        {
            return new Rejected(RejectionCodes.ClockDoubt, "The period of this day is closed already: the clock is in doubt.");
        }

        return play.Slice.FindSeed(play.PeriodId) is null ? new NotYet(new SeedNeeded(play.Wheel.Id, play.PeriodId)) : null;
    }
}
