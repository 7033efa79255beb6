using System.Globalization;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Lottery;

/// <summary>What may stand against a play, in the order in which it is told.</summary>
internal static class PlayChecks
{
    /// <summary>Null where nothing does.</summary>
    public static Decision? Of(PlayAttempt play) => Closed(play) ?? Waiting(play) ?? SoldOut(play) ?? Limited(play) ?? TooDear(play) ?? Seedless(play);

    public static Decided Refuse(string code, FormattableString detail) =>
        new() { Answer = new Refusal(code, detail.ToString(CultureInfo.InvariantCulture)) };

    private static Decided? Closed(PlayAttempt play)
    {
        ShardGrain self = play.State.Self;
        bool paused = self.Paused.Count > 0
            && (self.IsPaused(PauseTarget.Lottery(play.Wheel.Id)) || self.IsPaused(PauseTarget.Campaign(play.Wheel.Campaign.Id)));
        return paused || !play.Wheel.Campaign.IsOpen(play.Now)
            ? Refuse(RefusalCodes.NotOpen, $"The lottery {play.Wheel.Id} is not open now.")
            : null;
    }

    private static NotYet? Waiting(PlayAttempt play) =>
        play.Member.FindOpen(play.Wheel.Id) is null ? null : new(new SettlementNeeded(play.Member.Key, play.Wheel.Id));

    private static Decided? SoldOut(PlayAttempt play) =>
        play.Wheel.WhenEmpty == WhenEmpty.Close && play.Slice.ExhaustedOf(play.Wheel, play.Day) is [string segment, ..]
            ? Refuse(RefusalCodes.SoldOut, $"The prize {segment} is out, and the lottery closes without it.")
            : null;

    private static Decided? Limited(PlayAttempt play)
    {
        if (play.Wheel.PerDay is { } perDay && play.Plays.PlayedOn(play.Day) >= perDay)
        {
            return Refuse(RefusalCodes.LimitReached, $"All {perDay} plays of the day are used.");
        }

        if (play.Wheel.Total is { } total && play.Plays.Total >= total)
        {
            return Refuse(RefusalCodes.LimitReached, $"All {total} plays are used.");
        }

        return play.Free || play.Wheel.Cost is not null
            ? null
            : Refuse(RefusalCodes.LimitReached, $"All {play.Wheel.FreePlaysPerDay} free plays of the day are used, and no others can be had.");
    }

    private static Decided? TooDear(PlayAttempt play) => play.Available < play.Cost
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
