using Jifen.Grains.Badge;
using Jifen.Grains.Budget;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;
using Jifen.Grains.Member;
using Jifen.Grains.Member.Earnings;

namespace Jifen.Grains.Leaderboard;

/// <summary>
/// How a slice gives its members what a final period brings them: one record a member, so that a crash between two leaves the others to
/// be given and none twice.
/// </summary>
public static class BoardRewardRules
{
    /// <summary>How the points and tickets of a reward name the board and the period.</summary>
    public static string CauseOf(string board, string period) => $"board:{board}/{period}";

    /// <summary>A slice learns where the rewards end, and so how many of its members get one.</summary>
    public static Decision Receive(ShardState state, BoardRewardsDue message, in DecisionContext context)
    {
        if (state.Self.Unbound is { } document)
        {
            return new NotYet(new DocumentNeeded(document));
        }

        BoardGrain board = state.Board(message.Board);
        if (!PeriodKey.TryParse(message.Period, out PeriodKey period) || board.FindClosed(period)?.Rewards is not { IsKnown: false })
        {
            return Mail.Refuse("no closed period waits for its rewards");
        }

        long due = 0;
        if (state.FindBoardSlice(message.Board, period)?.Standings is { } standings)
        {
            var last = Place.Of(message.Rewards[^1].Through);
            due = standings.CountAbove(last) + (standings.TryGet(last.Member, out Place own) && own == last ? 1 : 0);
        }

        BoardRewardsBegun begun = new(message.Period, message.Rewards, message.Budget, due) { On = board.Id };
        return new Decided { Events = [begun, .. due == 0 ? BoardRules.Dropped(state, board, period, context.Now) : []] };
    }

    /// <summary>Gives a member its reward. Points come from the budget as far as it has them; the member's history tells of a cut.</summary>
    public static Decision Decide(ShardState state, GiveBoardReward input, in DecisionContext context)
    {
        if (state.FindMember(input.Member) is not { } member)
        {
            return new NotYet(new MemberNeeded(input.Member));
        }

        if (state.Self.Unbound is { } document)
        {
            return new NotYet(new DocumentNeeded(document));
        }

        if (Find(state, input) is not { } due || state.Self.InForce(context.Now)?.Programme is not { } programme)
        {
            return new Rejected(RejectionCodes.Nothing, "The reward is given, or not due.");
        }

        IReadOnlyList<EarnedShare> shares = SharesOf(due.Reward, due.Budget);
        return BudgetedShares.Lacking(state, member, shares) is null
            ? Give(state, member, programme, input, due.Reward, BudgetedShares.Of(state, member, shares), context) is var given && due.IsLast
                ? given with { Events = [.. given.Events, .. BoardRules.Dropped(state, state.Board(input.Board), PeriodKey.Parse(input.Period), context.Now)] }
                : given
            : new Rejected(RejectionCodes.Nothing, "Points of the budget have to come first.");
    }

    /// <summary>The next rewards of each period, or the points that they lack.</summary>
    internal static void AddDue(ShardState state, List<DueWork> due, int limit)
    {
        foreach (BoardGrain board in state.Boards)
        {
            for (int i = 0; i < board.Closed.Count && due.Count < limit; i++)
            {
                if (board.Closed[i] is { Rewards: { IsKnown: true } rewards } closed && state.FindBoardSlice(board.Board, closed.Period) is { } slice)
                {
                    AddDue(state, board.Board, closed.Period, rewards, slice.Standings, due, limit);
                }
            }
        }
    }

    /// <summary>Whether rewards are still to be given on this shard that a budget pays.</summary>
    internal static bool AreDueFrom(ShardState state, string campaign) =>
        state.Boards.Any(board => board.Closed.Any(closed => closed.Rewards is { IsKnown: true, IsDone: false } rewards && rewards.Budget == campaign));

    private static void AddDue(ShardState state, string board, PeriodKey period, PeriodRewards rewards, Standings standings, List<DueWork> due, int limit)
    {
        long points = 0;
        foreach (long position in rewards.Open())
        {
            Place place = standings.At((int)position);
            points += rewards.RewardOf(place).Points?.Value ?? 0;
            if (rewards.Budget is { } campaign && points > 0 && Lacks(state, campaign, points, out bool isAsked))
            {
                due.AddRange(isAsked || due.Count >= limit ? [] : [new DueInput(new AskBudget(campaign, new(points)), null, null)]);
                return;
            }

            if (due.Count >= limit)
            {
                return;
            }

            due.Add(new DueInput(new GiveBoardReward(board, period.ToString(), position, place.Member), place.Member, null));
        }
    }

    private static bool Lacks(ShardState state, string campaign, long points, out bool isAsked)
    {
        UnitAccount account = state.Budget(campaign).Account;
        isAsked = account.Asking;
        return account.Unused < points && !account.ToldExhausted;
    }

    private static (ChallengeReward Reward, string? Budget, bool IsLast)? Find(ShardState state, GiveBoardReward input) =>
        PeriodKey.TryParse(input.Period, out PeriodKey period)
        && state.Board(input.Board).FindClosed(period)?.Rewards is { IsKnown: true } rewards && rewards.Open().Contains(input.Position)
        && state.FindBoardSlice(input.Board, period)!.Standings.At((int)input.Position) is var place && place.Member == input.Member
            ? (rewards.RewardOf(place), rewards.Budget, rewards.With(input.Position).IsDone)
            : null;

    private static IReadOnlyList<EarnedShare> SharesOf(ChallengeReward reward, string? budget) =>
        reward.Points is { } points ? [new(new BoardPoints(budget), null, points.Value)] : [];

    private static Decided Give(
        ShardState state, MemberGrain member, Programme programme, GiveBoardReward input, ChallengeReward reward, BudgetedShares given, in DecisionContext context)
    {
        Stamp now = context.Now;
        string cause = CauseOf(input.Board, input.Period);
        IReadOnlyList<GrainEvent> badge = reward.Badge is { } id ? BadgeGift.Give(state, member, id, programme, new(state.Shard, context.Next)) : [];
        EarnedLot lot = EarnedLot.Of(member.Purse, programme, now, given.Shares);
        return new()
        {
            Events =
            [
                .. member.Purse.ExpiredBy(now),
                new BoardRewardGiven(input.Period, input.Position) { On = BoardGrain.IdOf(input.Board) },
                .. (given.Cuts ?? []).Select(missing => new EarningCut(cause, missing.Campaign, missing.Points)),
                .. lot.Earned(given.Shares, cause, programme.Calendar.DayOf(now)).Select(earned => earned with { Board = input.Board }),
                .. given.Used,
                .. reward.Tickets is { } tickets ? [new TicketsGiven(tickets.Lottery, tickets.Count, cause)] : (IEnumerable<GrainEvent>)[],
                .. badge,
                .. member.Purse.Repayment(cause, [lot.Part], now),
            ],
        };
    }

    /// <summary>Points of a board's reward.</summary>
    private sealed record BoardPoints(string? Budget) : IPointsSource
    {
        public string Id => "board";
    }
}
