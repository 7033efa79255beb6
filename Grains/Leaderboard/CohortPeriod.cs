using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>
/// What the owner knows of the cohorts of a period: how many members each division has, who still asks, and, once nobody does, which cohorts it
/// looks at. Cohorts are looked at some at a time, lowest division first.
/// </summary>
public sealed class CohortPeriod(PeriodKey period)
{
    /// <summary>Members that are looked at together, if one cohort is not larger.</summary>
    private const int Together = 1000;

    private readonly List<long> _members = [];
    private readonly SortedSet<int> _complete = [];
    private readonly SortedDictionary<int, IReadOnlyList<CohortPlace>> _heard = [];

    public PeriodKey Period { get; } = period;

    /// <summary>Members of a full cohort; 0 while there are none.</summary>
    public int Size { get; private set; }

    /// <summary>Members that have a cohort, by division.</summary>
    public IReadOnlyList<long> Members => _members;

    /// <summary>Slices that ask no more.</summary>
    public int Complete => _complete.Count;

    /// <summary>The cohorts that are looked at; null before all slices are complete, and after the last.</summary>
    public CohortRange? Open { get; private set; }

    /// <summary>Slices that have told what they hold of these.</summary>
    public int Heard => _heard.Count;

    public bool HasCompleted(ShardId shard) => _complete.Contains(shard.Value);

    public bool HasHeard(ShardId shard) => _heard.ContainsKey(shard.Value);

    /// <summary>Gives cohorts away, the last one of each division first while it is not full.</summary>
    internal IReadOnlyList<CohortSeat> Seat(int size, IReadOnlyList<CohortWish> wishes)
    {
        Size = Size == 0 ? size : Size;
        return [.. wishes.Select(wish => new CohortSeat(wish.Member, CohortOf(Count(wish.Division))))];
    }

    internal void Apply(GrainEvent happened)
    {
        switch (happened)
        {
            case CohortsFilled filled:
                Size = filled.Size;
                _members.Clear();
                _members.AddRange(filled.Members);
                break;
            case CohortsCompletionCounted counted:
                _complete.Add(counted.Shard.Value);
                break;
            case CohortRankingBegun:
                Open = RangeFrom(0, 1);
                break;
            case CohortPlacesHeard heard:
                _heard.Add(heard.Shard.Value, heard.Places);
                break;
            case CohortsRanked ranked:
                Open = RangeFrom(ranked.Division, ranked.Through + 1);
                _heard.Clear();
                break;
        }
    }

    /// <summary>Who rises and who falls of the cohorts that are looked at, once every slice has told.</summary>
    internal IReadOnlyList<DivisionMove> Moves(BoardCohorts rules)
    {
        CohortRange open = Open!.Value;
        CohortPlace[] places = [.. _heard.Values.SelectMany(static told => told)];
        Invariant.Holds(places.Length == MembersIn(open), "whoever was given a cohort stands on the final board");
        return [.. places.GroupBy(static place => place.Cohort).OrderBy(static cohort => cohort.Key).SelectMany(cohort => Moves(rules, open.Division, [.. cohort.Select(static one => one.Place)]))];
    }

    internal CohortPeriodState Save() => new(
        Period.ToString(), Size, [.. _members], [.. _complete], Open?.Division, Open?.First, [.. _heard.Select(static told => new CohortsToldState(told.Key, told.Value))]);

    internal static CohortPeriod Load(CohortPeriodState saved)
    {
        CohortPeriod period = new(PeriodKey.Parse(saved.Period)) { Size = saved.Size };
        period._members.AddRange(saved.Members);
        period._complete.UnionWith(saved.Complete);
        foreach (CohortsToldState told in saved.Heard)
        {
            period._heard.Add(told.Shard, told.Places);
        }

        period.Open = saved is { Division: { } division, First: { } first } ? period.RangeFrom(division, first) : null;
        return period;
    }

    private static IEnumerable<DivisionMove> Moves(BoardCohorts rules, int division, BoardPlace[] places)
    {
        Array.Sort(places, static (left, right) => Place.HighestFirst.Compare(Place.Of(left), Place.Of(right)));
        for (int i = 0; i < places.Length; i++)
        {
            CohortMove move = rules.MoveOf(division, places.Length, i + 1, places[i].Score);
            if (move != CohortMove.Stay)
            {
                yield return new(places[i].Member, BoardCohorts.After(division, move));
            }
        }
    }

    /// <summary>One more member of a division: how many there are with it.</summary>
    private long Count(int division)
    {
        while (_members.Count <= division)
        {
            _members.Add(0);
        }

        return ++_members[division];
    }

    private long CohortOf(long nth) => ((nth - 1) / Size) + 1;

    private long MembersIn(CohortRange range) => Math.Min(_members[range.Division], range.Last * Size) - ((range.First - 1) * Size);

    private CohortRange? RangeFrom(int division, long first)
    {
        for (int at = division; at < _members.Count; (at, first) = (at + 1, 1))
        {
            long cohorts = CohortOf(_members[at]);
            if (_members[at] > 0 && first <= cohorts)
            {
                return new(at, first, Math.Min(cohorts, first + Math.Max(1, Together / Size) - 1));
            }
        }

        return null;
    }
}

/// <summary>Some cohorts of a division, the first and the last included.</summary>
public readonly record struct CohortRange(int Division, long First, long Last);

internal sealed record CohortPeriodState(
    string Period, int Size, IReadOnlyList<long> Members, IReadOnlyList<int> Complete, int? Division, long? First, IReadOnlyList<CohortsToldState> Heard);

internal sealed record CohortsToldState(int Shard, IReadOnlyList<CohortPlace> Places);
