using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>
/// The board's owner looks for the places at which the rewards of a final period end, one after the other, without seeing the list: it
/// asks all slices what they hold between two places and brings these nearer to each other by what they tell.
/// </summary>
public sealed class Ranking(PeriodKey period, IReadOnlyList<RankedReward> rewards, string? budget)
{
    private readonly List<BoardPlace> _found = [];
    private readonly SortedDictionary<int, SlicePlaces> _told = [];

    public PeriodKey Period { get; } = period;

    /// <summary>Number of the question that the slices are answering.</summary>
    public int Round { get; private set; } = 1;

    /// <summary>Slices that have answered it.</summary>
    public int Told => _told.Count;

    public bool IsDone => _found.Count == rewards.Count;

    /// <summary>What the slices are to give, once all places are found.</summary>
    public BoardRewardsDue Due(string board) =>
        new(board, Period.ToString(), [.. rewards.Zip(_found, static (reward, through) => new PlacedReward(through, reward.Reward))], budget);

    /// <summary>What all slices are asked now.</summary>
    public BoardPlacesWanted Question(string board) => new(board, Period.ToString(), Round, Above, Below, Rank - AtOrAbove);

    public bool HasHeard(ShardId shard) => _told.ContainsKey(shard.Value);

    /// <summary>What follows once every slice has answered: the place, or two that are nearer to it.</summary>
    internal GrainEvent Conclude()
    {
        SlicePlaces[] slices = [.. _told.Values];
        long above = slices.Sum(slice => slice.AtOrAbove);
        long wanted = Rank - above;
        (BoardPlace? high, BoardPlace? low, long atOrAbove) = (Above, Below, above);
        foreach (BoardPlace place in slices.SelectMany(slice => slice.Places).OrderBy(Place.Of, Place.HighestFirst))
        {
            (long least, long most) = (1 + slices.Sum(slice => slice.CountAbove(place).Least), 1 + slices.Sum(slice => slice.CountAbove(place).Most));
            if (least == wanted && most == wanted)
            {
                return new BoardRankFound(Period.ToString(), place);
            }

            if (most < wanted)
            {
                (high, atOrAbove) = (place, above + least);
            }
            else if (least > wanted)
            {
                low = place;
                break;
            }
        }

        Invariant.Holds(high != Above || low != Below, "each answer of the slices brings the place of a rank nearer");
        return new BoardRankNarrowed(Period.ToString(), high, low, atOrAbove);
    }

    internal void Apply(GrainEvent concluded)
    {
        switch (concluded)
        {
            case BoardRankFound found:
                Find(found.Through);
                break;
            case BoardRankNarrowed narrowed:
                Narrow(narrowed);
                break;
        }
    }

    internal void Hear(BoardPlacesHeard heard) => _told.Add(heard.Shard.Value, new(heard.AtOrAbove, heard.Between, heard.Places));

    private void Narrow(BoardRankNarrowed narrowed)
    {
        (Above, Below, AtOrAbove) = (narrowed.Above, narrowed.Below, narrowed.AtOrAbove);
        AskAnew();
    }

    private void Find(BoardPlace through)
    {
        AtOrAbove = Rank;
        _found.Add(through);
        (Above, Below) = (through, null);
        AskAnew();
    }

    internal RankingState Save() => new(
        Period.ToString(), rewards, budget, [.. _found], Round, Above, Below, AtOrAbove, [.. _told.Select(told => new ToldState(told.Key, told.Value))]);

    internal static Ranking Load(RankingState saved)
    {
        Ranking ranking = new(PeriodKey.Parse(saved.Period), saved.Rewards, saved.Budget)
        {
            Round = saved.Round,
            Above = saved.Above,
            Below = saved.Below,
            AtOrAbove = saved.AtOrAbove,
        };
        ranking._found.AddRange(saved.Found);
        foreach (ToldState told in saved.Told)
        {
            ranking._told.Add(told.Shard, told.Places);
        }

        return ranking;
    }

    private BoardPlace? Above { get; set; }

    private BoardPlace? Below { get; set; }

    /// <summary>Members at or above <see cref="Above"/>, at least.</summary>
    private long AtOrAbove { get; set; }

    /// <summary>The rank whose place is looked for.</summary>
    private long Rank => rewards[_found.Count].Through;

    private void AskAnew()
    {
        Round++;
        _told.Clear();
    }
}

/// <summary>What a slice has told; see <see cref="BoardPlacesHeard"/>.</summary>
internal sealed record SlicePlaces(long AtOrAbove, long Between, IReadOnlyList<BoardPlace> Places)
{
    /// <summary>Places that a slice tells at most.</summary>
    public const int Most = 32;

    /// <summary>Members between the places who stand above the i-th of so many that are told.</summary>
    public static long PositionOf(int told, long between) => between <= Most ? told : (long)((Int128)told * between / Most);

    /// <summary>How many of those between the places stand above one, as far as what is told bounds it.</summary>
    /// <remarks>Where the slice was cut off, all that it told stand above whatever is below them: enough to know that a place is too low.</remarks>
    public (long Least, long Most) CountAbove(BoardPlace place)
    {
        (int low, int high, var sought) = (0, Places.Count, Place.Of(place));
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = Place.Of(Places[middle]).IsAbove(sought) ? (middle + 1, high) : (low, middle);
        }

        long most = low < Places.Count ? PositionOf(low, Between) : Between;
        return low == 0 ? (0, 0) : low < Places.Count && Places[low] == place ? (most, most) : (PositionOf(low - 1, Between) + 1, most);
    }
}
