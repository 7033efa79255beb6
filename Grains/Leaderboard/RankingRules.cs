using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>How the owner of a board finds, by mail, the places at which rewards end.</summary>
public static class RankingRules
{
    /// <summary>A slice tells what it holds between two places of a closed period.</summary>
    public static Decision Receive(ShardState state, ShardId from, BoardPlacesWanted message)
    {
        if (!PeriodKey.TryParse(message.Period, out PeriodKey period) || state.Board(message.Board).FindClosed(period) is null)
        {
            return Mail.Refuse("no such period is closed here");
        }

        Standings standings = state.FindBoardSlice(message.Board, period)?.Standings ?? new();
        int start = message.Above is { } above ? Through(standings, Place.Of(above)) : 0;
        int end = message.Below is { } below ? (int)standings.CountAbove(Place.Of(below)) : standings.Count;
        long between = Math.Min(Math.Max(0, end - start), message.Most);
        BoardPlace[] places = new BoardPlace[Math.Min(between, SlicePlaces.Most)];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = standings.At(start + (int)SlicePlaces.PositionOf(i, between)).ToBoard();
        }

        return new Decided { Messages = [new(from, Lane.Control, new BoardPlacesTold(message.Board, message.Period, message.Round, start, between, places))] };
    }

    /// <summary>The owner hears a slice; after the last one it asks again, or lets the rewards be given.</summary>
    public static Decision Receive(ShardState state, ShardId from, BoardPlacesTold message)
    {
        BoardOwner owner = state.BoardOwner(message.Board);
        if (!PeriodKey.TryParse(message.Period, out PeriodKey period) || owner.FindRanking(period) is not { } ranking
            || ranking.Round != message.Round || ranking.HasHeard(from))
        {
            return Mail.Refuse("nobody waits for these places");
        }

        BoardPlacesHeard heard = new(message.Period, from, message.AtOrAbove, message.Between, message.Places) { On = owner.Id };
        return ranking.Told + 1 < state.ShardCount ? new Decided { Events = [heard] } : Conclude(state, owner, ranking, heard);
    }

    /// <summary>The rewards that a board's terms bring to a final period; null for none.</summary>
    internal static BoardRankingBegun? Begin(BoardDocument? terms, string? budget, string period, long members)
    {
        List<RankedReward> rewards = [];
        foreach (BoardTier tier in terms?.Rewards ?? [])
        {
            long through = tier.RankOf(members);
            if (through > (rewards.Count == 0 ? 0 : rewards[^1].Through))
            {
                rewards.Add(new(through, tier.Reward));
            }
        }

        return rewards.Count == 0 ? null : new(period, rewards, budget);
    }

    private static Decided Conclude(ShardState state, BoardOwner owner, Ranking before, BoardPlacesHeard last)
    {
        var ranking = Ranking.Load(before.Save());
        ranking.Hear(last);
        GrainEvent concluded = ranking.Conclude() with { On = owner.Id };
        ranking.Apply(concluded);
        Message next = ranking.IsDone ? ranking.Due(owner.Board) : ranking.Question(owner.Board);
        return new() { Events = [last, concluded], Messages = Mail.ToAll(state, next) };
    }

    /// <summary>Members at or above a place.</summary>
    private static int Through(Standings standings, in Place place) =>
        (int)standings.CountAbove(place) + (standings.TryGet(place.Member, out Place own) && own == place ? 1 : 0);
}
