using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>
/// What a slice still has to give of the rewards of a closed period. The slice is the same for ever, so that a position names a member;
/// each position is given once, in any order within a window.
/// </summary>
/// <param name="Rewards">By rank; none while the board's owner looks for where they end.</param>
/// <param name="Due">Members of the slice who get a reward: its highest.</param>
/// <param name="Given">All positions before this one are given.</param>
/// <param name="Ahead">Positions after it that are given, sorted.</param>
public sealed record PeriodRewards(IReadOnlyList<PlacedReward> Rewards, string? Budget, long Due, long Given, IReadOnlyList<long> Ahead)
{
    /// <summary>Rewards of a period that are looked after side by side.</summary>
    public const int Window = 32;

    /// <summary>The owner has not told yet what is due.</summary>
    public static PeriodRewards Awaited { get; } = new([], null, 0, 0, []);

    public bool IsKnown => Rewards.Count > 0;

    /// <summary>Everybody has what is due.</summary>
    public bool IsDone => IsKnown && Given == Due;

    /// <summary>Positions to be given next.</summary>
    public IEnumerable<long> Open()
    {
        long end = Math.Min(Due, Given + Window);
        for (long position = Given; position < end; position++)
        {
            if (!Ahead.Contains(position))
            {
                yield return position;
            }
        }
    }

    /// <summary>The reward of a place that is due one.</summary>
    public ChallengeReward RewardOf(in Place place)
    {
        for (int i = 0; i < Rewards.Count; i++)
        {
            if (!Place.Of(Rewards[i].Through).IsAbove(place))
            {
                return Rewards[i].Reward;
            }
        }

        throw new InvariantBrokenException("a place that is due has a reward");
    }

    internal PeriodRewards With(long position)
    {
        List<long> ahead = [.. Ahead, position];
        ahead.Sort();
        long given = Given;
        while (ahead.Count > 0 && ahead[0] == given)
        {
            ahead.RemoveAt(0);
            given++;
        }

        return this with { Given = given, Ahead = ahead };
    }
}
