using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>How the owner of a board with cohorts answers its slices.</summary>
public static class CohortOwnerRules
{
    /// <summary>Gives cohorts to those who ask.</summary>
    public static Decision Receive(ShardState state, ShardId from, CohortsWanted message)
    {
        CohortOwner owner = state.CohortOwner(message.Board);
        if (!PeriodKey.TryParse(message.Period, out PeriodKey period) || owner.HasSettled(period) || owner.Find(period)?.HasCompleted(from) is true)
        {
            return Mail.Refuse("the slice has asked for all cohorts of the period");
        }

        CohortPeriod filled = Copy(owner, period);
        IReadOnlyList<CohortSeat> seats = filled.Seat(message.Size, message.Members);
        return new Decided
        {
            Events = [new CohortsFilled(message.Period, filled.Size, [.. filled.Members]) { On = owner.Id }],
            Messages = [new(from, Lane.Control, new CohortsAssigned(message.Board, message.Period, seats))],
        };
    }

    /// <summary>Counts a slice that asks no more; after the last one the owner looks through the cohorts.</summary>
    public static Decision Receive(ShardState state, ShardId from, CohortsCompletedAtShard message)
    {
        CohortOwner owner = state.CohortOwner(message.Board);
        if (!PeriodKey.TryParse(message.Period, out PeriodKey period) || owner.HasSettled(period) || owner.Find(period)?.HasCompleted(from) is true)
        {
            return Mail.Refuse("it is known that the slice asks for no more");
        }

        CohortsCompletionCounted counted = new(message.Period, from) { On = owner.Id };
        CohortPeriod after = Copy(owner, period);
        after.Apply(counted);
        return after.Complete < state.ShardCount ? new Decided { Events = [counted] } : Begin(state, owner, after, counted);
    }

    /// <summary>Hears what a slice holds of some cohorts; after the last one, tells who rises and who falls, and looks at the next.</summary>
    public static Decision Receive(ShardState state, ShardId from, CohortPlacesTold message)
    {
        CohortOwner owner = state.CohortOwner(message.Board);
        if (!PeriodKey.TryParse(message.Period, out PeriodKey period) || owner.Find(period) is not { Open: { } open } known
            || (open.Division, open.First) != (message.Division, message.First) || known.HasHeard(from))
        {
            return Mail.Refuse("nobody waits for these places");
        }

        CohortPlacesHeard heard = new(message.Period, from, message.Places) { On = owner.Id };
        return known.Heard + 1 < state.ShardCount ? new Decided { Events = [heard] } : Rank(state, owner, known, heard);
    }

    private static Decided Begin(ShardState state, CohortOwner owner, CohortPeriod after, CohortsCompletionCounted counted)
    {
        CohortRankingBegun begun = new(counted.Period) { On = owner.Id };
        after.Apply(begun);
        return Go(state, owner, after, [counted, begun], []);
    }

    private static Decided Rank(ShardState state, CohortOwner owner, CohortPeriod known, CohortPlacesHeard last)
    {
        var after = CohortPeriod.Load(known.Save());
        after.Apply(last);
        CohortRange open = after.Open!.Value;
        AddressedMessage[] moves =
        [
            .. after.Moves(state.Board(owner.Board).Cohorts!).GroupBy(move => Placement.Of(move.Member, state.ShardCount)).OrderBy(static shard => shard.Key)
                .Select(shard => new AddressedMessage(shard.Key, Lane.Control, new DivisionsMoved(owner.Board, last.Period, [.. shard]))),
        ];
        CohortsRanked ranked = new(last.Period, open.Division, open.Last) { On = owner.Id };
        after.Apply(ranked);
        return Go(state, owner, after, [last, ranked], moves);
    }

    /// <summary>On to the next cohorts, or to the end. Mail keeps its order, so that whoever hears of the end has heard of all moves.</summary>
    private static Decided Go(ShardState state, CohortOwner owner, CohortPeriod after, GrainEvent[] events, AddressedMessage[] messages)
    {
        string period = after.Period.ToString();
        return after.Open is { } open
            ? new() { Events = events, Messages = [.. messages, .. Mail.ToAll(state, new CohortPlacesWanted(owner.Board, period, open.Division, open.First, open.Last))] }
            : new()
            {
                Events = [.. events, new CohortsSettled(period) { On = owner.Id }],
                Messages = [.. messages, .. Mail.ToAll(state, new CohortsBecameSettled(owner.Board, period))],
            };
    }

    private static CohortPeriod Copy(CohortOwner owner, PeriodKey period) => owner.Find(period) is { } known ? CohortPeriod.Load(known.Save()) : new(period);
}
