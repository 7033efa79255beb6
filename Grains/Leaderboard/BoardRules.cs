using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>How periods of boards close (PROTOCOL section 8).</summary>
public static class BoardRules
{
    /// <summary>Closes a period that is over by this shard's stamp, and tells the owner what the slice holds.</summary>
    public static Decision Decide(ShardState state, CloseBoard input, in DecisionContext context)
    {
        if (state.Self.Unbound is { } document)
        {
            return new NotYet(new DocumentNeeded(document));
        }

        BoardGrain board = state.Board(input.Board);
        if (board.Next is not { } next || next.ToString() != input.Period || !IsOver(state, input.Board, next, context.Now))
        {
            return new Rejected(RejectionCodes.Nothing, "The period is not the next to close here, or is not over.");
        }

        BoardSlice? slice = state.FindBoardSlice(input.Board, next);
        (long count, Hash256 hash) = slice is null ? (0, new BoardSlice("").Hash()) : (slice.Standings.Count, slice.Hash());
        return new Decided
        {
            Events = [new BoardClosed(input.Period, count, hash) { On = board.Id }],
            Messages = [new(state.HomeOfBoard(input.Board), Lane.Control, new BoardClosedAtShard(input.Board, input.Period, count, hash))],
        };
    }

    /// <summary>The owner counts a closure; the last one makes the period final, which every shard is told.</summary>
    public static Decision Receive(ShardState state, ShardId from, BoardClosedAtShard message, in DecisionContext context)
    {
        if (state.Self.Unbound is { } document)
        {
            return new NotYet(new DocumentNeeded(document));
        }

        BoardOwner owner = state.BoardOwner(message.Board);
        if (!PeriodKey.TryParse(message.Period, out PeriodKey period) || owner.HasHeard(period, from))
        {
            return Mail.Refuse("the closure of this slice is counted");
        }

        BoardClosureCounted counted = new(message.Period, from, message.Count, message.Hash) { On = owner.Id };
        ClosingPeriod closing = owner.FindClosing(period) ?? new(period);
        return closing.Closures.Count + 1 < state.ShardCount
            ? new Decided { Events = [counted] }
            : Finalize(state, owner, closing, counted, context.Now);
    }

    /// <summary>A shard learns that a period is final, and drops what is not to be kept, unless rewards are still to come from it.</summary>
    public static Decision Receive(ShardState state, BoardBecameFinal message, in DecisionContext context)
    {
        if (state.Self.Unbound is { } document)
        {
            return new NotYet(new DocumentNeeded(document));
        }

        BoardGrain board = state.Board(message.Board);
        if (!PeriodKey.TryParse(message.Period, out PeriodKey period) || board.FindClosed(period) is not { IsFinal: false })
        {
            return Mail.Refuse("no closed period waits to become final");
        }

        return new Decided
        {
            Events = [new BoardFinalTold(message.Period) { On = board.Id, Rewarded = message.Rewarded }, .. Dropped(state, board, period, context.Now)],
        };
    }

    /// <summary>What is to go once a period is final, has given its rewards or has its divisions told: all but the last to be kept, and but those from which something is to come.</summary>
    internal static IEnumerable<BoardDropped> Dropped(ShardState state, BoardGrain board, PeriodKey settled, Stamp now) =>
        board.Closed.Where(closed => closed.IsFinal || closed.Period == settled).SkipLast(KeepOf(state, board.Board, now))
            .Where(closed => !closed.IsNeeded || closed.Period == settled)
            .Select(closed => new BoardDropped(closed.Period.ToString()) { On = board.Id });

    /// <summary>The next period of each board that is over.</summary>
    internal static void AddDue(ShardState state, ProgrammeCalendar calendar, Stamp now, List<DueWork> due, int limit)
    {
        DateOnly today = calendar.DayOf(now);
        for (int i = 0; i < state.Boards.Count && due.Count < limit; i++)
        {
            BoardGrain board = state.Boards[i];
            if (board.Next is { EndDay: { } end } next && end <= today && IsOver(state, board.Board, next, now))
            {
                due.Add(new DueInput(new CloseBoard(board.Board, next.ToString()), null, null));
            }
        }
    }

    /// <summary>
    /// Whether a stamp is at or after the end of the period and its grace. This alone decides what still counts: the record that closes
    /// the period may come a little later.
    /// </summary>
    internal static bool IsOver(ShardState state, string board, PeriodKey period, Stamp now) =>
        period.EndDay is { } end
        && state.Self.Dating(now)?.Programme?.Calendar is { } calendar
        && calendar.StartOf(end).Plus(TermsOf(state, board, now)?.Grace ?? TimeSpan.Zero) <= now;

    /// <summary>Whether a record comes too late for a period that the board covers, be it closed here already or not.</summary>
    internal static bool TakesNoMore(ShardState state, BoardGrain board, PeriodKey period, Programme programme, Stamp now) =>
        board.HasClosed(period) || (!period.Contains(programme.Calendar.DayOf(now)) && IsOver(state, board.Board, period, now));

    /// <summary>The board as the programme in force has it; where it has not, as the newest version had it.</summary>
    internal static BoardDocument? TermsOf(ShardState state, string board, Stamp now) =>
        state.Self.InForce(now)?.Programme?.FindBoard(board)
        ?? state.Self.Adopted.Reverse().Select(version => version.Programme?.FindBoard(board)).FirstOrDefault(found => found is not null);

    private static int KeepOf(ShardState state, string board, Stamp now) => TermsOf(state, board, now)?.Keep ?? 1;

    private static Decided Finalize(ShardState state, BoardOwner owner, ClosingPeriod heard, BoardClosureCounted last, Stamp now)
    {
        int keep = KeepOf(state, owner.Board, now);
        var whole = ClosingPeriod.Load(heard.Save());
        whole.Count(last.Shard, new(last.Count, last.Hash));
        BoardFinalized finalized = new(last.Period, whole.Members, whole.Hash()) { On = owner.Id };
        IEnumerable<FinalPeriod> dropped = owner.Final.Take(Math.Max(0, owner.Final.Count + 1 - keep));
        BoardRankingBegun? rewards = RewardsOf(state, owner.Board, whole, now) is { } begun ? begun with { On = owner.Id } : null;
        return new()
        {
            Events =
            [
                last, finalized, .. dropped.Select(f => new BoardDropped(f.Period.ToString()) { On = owner.Id }),
                .. rewards is null ? (IEnumerable<GrainEvent>)[] : [rewards],
            ],
            Messages =
            [
                .. Mail.ToAll(state, new BoardBecameFinal(owner.Board, last.Period) { Rewarded = rewards is null ? null : true }),
                .. rewards is null ? [] : Mail.ToAll(state, new Ranking(whole.Period, rewards.Rewards, rewards.Budget).Question(owner.Board)),
            ],
        };
    }

    /// <summary>What the board promised as the period ended, whatever came later; null where it promised nothing that anybody gets.</summary>
    private static BoardRankingBegun? RewardsOf(ShardState state, string board, ClosingPeriod closing, Stamp now)
    {
        Stamp end = state.Self.Dating(now)!.Programme!.Calendar.StartOf(closing.Period.EndDay!.Value);
        Programme? programme = state.Self.InForce(new(end.Microseconds - 1))?.Programme;
        BoardDocument? terms = programme?.FindBoard(board);
        string? budget = terms?.Budget ?? (programme?.Campaigns.FirstOrDefault(campaign => campaign.Id == terms?.Campaign) is { EarningBudget: not null } own ? own.Id : null);
        return RankingRules.Begin(terms, budget, closing.Period.ToString(), closing.Members);
    }
}
