using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>
/// How a slice comes to the cohorts of its members, and to their divisions. Periods are gone through in their order: of one period at a time members are asked
/// for, the oldest that is not settled, since only then the division of each is decided.
/// </summary>
public static class CohortRules
{
    /// <summary>Members that are asked for in one record.</summary>
    public const int Together = 64;

    /// <summary>Asks for members who had to wait for their division.</summary>
    public static Decision Decide(ShardState state, AskCohorts input)
    {
        if (!IsNext(state, input.Board, input.Period, out BoardGrain board, out PeriodKey period) || state.Cohorts.Find(input.Board, period) is not { Waiting.Count: > 0 } slice)
        {
            return new Rejected(RejectionCodes.Nothing, "Nobody of the period waits, or it is not the next to be settled.");
        }

        CohortWish[] wishes = [.. slice.Waiting.Take(Together).Select(member => new CohortWish(member, state.DivisionOf(input.Board, member)))];
        return new Decided
        {
            Events = [.. wishes.Select(wish => Awaited(input.Board, period, wish.Member, wish.Division))],
            Messages = [Asking(state, board, period, wishes)],
        };
    }

    /// <summary>Tells the owner that this slice asks for no more members of a period.</summary>
    public static Decision Decide(ShardState state, CompleteCohorts input) => IsNext(state, input.Board, input.Period, out BoardGrain board, out PeriodKey period) && IsComplete(state, board, period)
        ? new Decided
        {
            Events = [new CohortsCompleted(input.Period) { On = board.Id }],
            Messages = [new(state.HomeOfBoard(input.Board), Lane.Control, new CohortsCompletedAtShard(input.Board, input.Period))],
        }
        : new Rejected(RejectionCodes.Nothing, "The period is not closed, not the next to be settled, or members of it wait.");

    /// <summary>Members have their cohorts.</summary>
    public static Decision Receive(ShardState state, CohortsAssigned message)
    {
        if (!PeriodKey.TryParse(message.Period, out PeriodKey period) || state.Cohorts.Find(message.Board, period) is not { } slice
            || !message.Members.All(seat => slice.Find(seat.Member) is { Division: not null, Cohort: null }))
        {
            return Mail.Refuse("nobody waits for these cohorts");
        }

        return new Decided { Events = [.. message.Members.Select(seat => new CohortGiven(seat.Member, seat.Cohort) { On = CohortPart.IdOf(message.Board, period, seat.Member) })] };
    }

    /// <summary>Tells the owner who of a closed period stands in some cohorts.</summary>
    public static Decision Receive(ShardState state, ShardId from, CohortPlacesWanted message)
    {
        if (!PeriodKey.TryParse(message.Period, out PeriodKey period) || state.Board(message.Board).FindClosed(period) is not { Cohorts: CohortStage.Complete })
        {
            return Mail.Refuse("no such period waits here for its divisions");
        }

        List<CohortPlace> places = [];
        for (long cohort = message.First; cohort <= message.Last; cohort++)
        {
            places.AddRange(CohortQuery.PlacesOf(state, message.Board, period, message.Division, cohort).Select(place => new CohortPlace(cohort, place.ToBoard())));
        }

        return new Decided { Messages = [new(from, Lane.Control, new CohortPlacesTold(message.Board, message.Period, message.Division, message.First, places))] };
    }

    /// <summary>Members rise and fall.</summary>
    public static Decision Receive(ShardState state, DivisionsMoved message) =>
        PeriodKey.TryParse(message.Period, out PeriodKey period) && state.Board(message.Board).FindClosed(period) is { Cohorts: CohortStage.Complete }
            ? new Decided { Events = [.. message.Moves.Select(move => new DivisionSet(move.Member, move.Division) { On = DivisionPart.IdOf(message.Board, move.Member) })] }
            : Mail.Refuse("no such period waits here for its divisions");

    /// <summary>The divisions of the period after are decided; members of it who wait can be asked for.</summary>
    public static Decision Receive(ShardState state, CohortsBecameSettled message, in DecisionContext context)
    {
        if (state.Self.Unbound is { } document)
        {
            return new NotYet(new DocumentNeeded(document));
        }

        BoardGrain board = state.Board(message.Board);
        return PeriodKey.TryParse(message.Period, out PeriodKey period) && board.FindClosed(period) is { Cohorts: CohortStage.Complete }
            ? new Decided { Events = [new CohortsSettled(message.Period) { On = board.Id }, .. BoardRules.Dropped(state, board, period, context.Now)] }
            : Mail.Refuse("no such period waits here for its divisions");
    }

    /// <summary>What the oldest period that is not settled needs, of each board.</summary>
    internal static void AddDue(ShardState state, List<DueWork> due, int limit)
    {
        foreach (BoardGrain board in state.Boards)
        {
            if (due.Count < limit && board.NextToSettle is { } period)
            {
                if (state.Cohorts.Find(board.Board, period) is { Waiting.Count: > 0 })
                {
                    due.Add(new DueInput(new AskCohorts(board.Board, period.ToString()), null, null));
                }
                else if (IsComplete(state, board, period))
                {
                    due.Add(new DueInput(new CompleteCohorts(board.Board, period.ToString()), null, null));
                }
            }
        }
    }

    internal static CohortAwaited Awaited(string board, PeriodKey period, MemberKey member, int? division) => new(member, division) { On = CohortPart.IdOf(board, period, member) };

    internal static AddressedMessage Asking(ShardState state, BoardGrain board, PeriodKey period, IReadOnlyList<CohortWish> wishes) =>
        new(state.HomeOfBoard(board.Board), Lane.Control, new CohortsWanted(board.Board, period.ToString(), board.Cohorts!.Size, wishes));

    private static bool IsNext(ShardState state, string id, string text, out BoardGrain board, out PeriodKey period)
    {
        board = state.Board(id);
        return PeriodKey.TryParse(text, out period) && board.NextToSettle == period;
    }

    /// <summary>Closed, nobody waits, and not said before.</summary>
    private static bool IsComplete(ShardState state, BoardGrain board, PeriodKey period) =>
        board.FindClosed(period) is { Cohorts: CohortStage.Asking } && state.Cohorts.Find(board.Board, period) is null or { Waiting.Count: 0 };
}
