using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;
using Jifen.Grains.Member.Limits;

namespace Jifen.Grains.Draws;

/// <summary>A play of a prize draw is an entry of the period that is open by this shard's clock: one record, always.</summary>
internal static class EntryRules
{
    public static Decision Decide(EntryAttempt play, in DecisionContext context)
    {
        if (play.Input.PlayerSeed.Length > 0)
        {
            return Rejected.Invalid("playerSeed", "it does not enter a draw, leave it out");
        }

        return Against(play) ?? Enter(play, context);
    }

    /// <summary>Null where nothing stands against the entry.</summary>
    private static Decision? Against(EntryAttempt play) =>
        (Decision?)(PlayChecks.Closed(play) ?? PlayChecks.Young(play) ?? Early(play) ?? Late(play) ?? Full(play) ?? PlayChecks.Limited(play) ?? SelfLimitRules.Against(play) ?? PlayChecks.TooDear(play)) ?? Seedless(play);

    private static Decided? Early(EntryAttempt play) => play.Now >= play.Draw.Opens
        ? null
        : PlayChecks.Refuse(RefusalCodes.NotOpen, $"The draw {play.Draw.Id} takes entries from {play.Draw.Opens} on.");

    /// <remarks>A shard that has closed a period keeps it closed, whatever a later version says: its seed may be known.</remarks>
    private static Decided? Late(EntryAttempt play) =>
        play.Now >= play.Draw.ClosesOf(play.Period) || play.State.DrawSlice(play.Draw.Id).IsClosed(play.Period)
            ? PlayChecks.Refuse(RefusalCodes.TooLate, $"The draw {play.Draw.Id} takes no more entries for {play.Period}.")
            : null;

    private static Decided? Full(EntryAttempt play) => play.Entries < ProgrammeLimits.DrawEntries
        ? null
        : PlayChecks.Refuse(RefusalCodes.LimitReached, $"All {ProgrammeLimits.DrawEntries} entries of a member are used.");

    private static NotYet? Seedless(EntryAttempt play) =>
        play.Slice.FindSeed(play.Period) is null ? new(new SeedNeeded(play.Draw.Id, play.Period)) : null;

    private static Decided Enter(EntryAttempt play, in DecisionContext context)
    {
        PlayId entry = new(play.State.Shard, context.Next);
        EntryTaken taken = new(entry, play.Draw.Id, play.Period, play.Day, play.Entries + 1, play.Free, play.Cost, play.Programme.Version)
        {
            Ticket = play.Ticket ? true : null,
        };
        return new()
        {
            Answer = new Entered(
                entry, taken.Lottery, taken.Period, taken.Number, play.Draw.ClosesOf(play.Period), taken.Cost, play.Available - taken.Cost,
                play.Slice.FindSeed(play.Period)!.Commitment)
            {
                Ticket = taken.Ticket,
                Test = play.Member.IsTest ? true : null,
            },
            Events =
            [
                .. PlayRules.Payment(play, taken, entry),
                .. play.Member.IsTest ? [] : (IEnumerable<GrainEvent>)[new EntryCounted { On = EntryPart.IdOf(taken.Lottery, taken.Period, EntryPart.NumberOf(play.Member.Key)) }],
            ],
        };
    }
}
