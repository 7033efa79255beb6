using System.Text.Json;
using Jifen.Grains.Leaderboard;
using Jifen.Grains.Tests.Driving;

namespace Jifen.Grains.Tests.Leaderboard;

/// <summary>
/// The cohorts of a run told from the journals alone: who was seated where, and period by period who had to rise or fall by a sorted list of each cohort.
/// </summary>
internal sealed class NaiveCohorts
{
    private readonly BoardRun _run;
    private readonly NaiveBoards _recount;
    private readonly string _board;
    private readonly BoardCohorts _rules;
    private readonly Dictionary<(string Period, MemberKey Member), (int Division, long Cohort)> _seats = [];
    private readonly Dictionary<MemberKey, int> _divisions = [];

    public NaiveCohorts(BoardRun run, NaiveBoards recount, string board, BoardCohorts rules)
    {
        (_run, _recount, _board, _rules) = (run, recount, board, rules);
        foreach (TestShard shard in run.Town.Shards)
        {
            Dictionary<(string Period, MemberKey Member), int> asked = [];
            foreach (GrainEvent happened in shard.Journal.SelectMany(r => JsonSerializer.Deserialize(r.Body, JournalJson.Canonical.RecordBody)!.Events ?? []))
            {
                Seat(happened, asked);
            }
        }
    }

    public int Rises { get; private set; }

    public int Falls { get; private set; }

    /// <summary>Cohorts that were full, over all periods.</summary>
    public int Full { get; private set; }

    public void Agree()
    {
        string[] periods = [.. _recount.Lists.Where(list => list.Board == _board).Select(list => list.Period)];
        foreach (string period in periods)
        {
            SeatsAgree(period);
            FillingAgrees(period);
            bool isOver = _run.Town.Shards.All(shard => shard.State.Board(_board).HasClosed(PeriodKey.Parse(period)));
            ListsAgree(period);
            if (isOver)
            {
                Move(period);
            }
        }

        foreach (MemberKey member in _run.Members)
        {
            Assert.True(DivisionOf(member) == _run.Town.HomeOf(member).State.DivisionOf(_board, member), $"the division of {member} is another");
        }

        Assert.All(_run.Town.Shards, shard => Assert.All(shard.State.Board(_board).Closed, closed => Assert.True(closed.Cohorts is null, $"divisions after {closed.Period} are not told")));
    }

    private void Seat(GrainEvent happened, Dictionary<(string Period, MemberKey Member), int> asked)
    {
        if (happened is CohortAwaited { Division: { } division } awaited && PeriodOf(awaited) is { } wanted)
        {
            asked.Add((wanted, awaited.Member), division);
        }
        else if (happened is CohortGiven given && PeriodOf(given) is { } period)
        {
            bool isFirst = _seats.TryAdd((period, given.Member), (asked[(period, given.Member)], given.Cohort));
            Assert.True(isFirst, $"{given.Member} has two cohorts in {period}");
        }
    }

    /// <summary>Whoever stands on the list has one cohort, of the division that the periods before brought it to.</summary>
    private void SeatsAgree(string period)
    {
        IReadOnlyList<Place> list = _recount.Sorted(_board, period);
        Assert.True(
            list.Select(place => place.Member).ToHashSet().SetEquals(_seats.Keys.Where(seat => seat.Period == period).Select(seat => seat.Member)), $"others have a cohort in {period} than stand on the board");
        Assert.All(list, place => Assert.True(_seats[(period, place.Member)].Division == DivisionOf(place.Member), $"{place.Member} is in {period} in another division"));
    }

    /// <summary>Of each division all cohorts but the last are full, and none holds too many.</summary>
    private void FillingAgrees(string period)
    {
        foreach (IGrouping<int, (int Division, long Cohort)> division in Of(period).GroupBy(seat => seat.Division))
        {
            long[] expected = [.. Enumerable.Range(0, division.Count()).Select(n => (long)(n / _rules.Size) + 1)];
            Assert.True(expected.SequenceEqual(division.Select(seat => seat.Cohort).Order()), $"the cohorts of division {division.Key} in {period} are filled otherwise");
            Full += division.Count() / _rules.Size;
        }
    }

    private void ListsAgree(string period)
    {
        var key = PeriodKey.Parse(period);
        if (_run.Town.Shards.Any(shard => CohortQuery.Page(shard.State, _board, key, 0, 1) is null))
        {
            return;
        }

        foreach ((int division, long cohort) in Of(period).Distinct())
        {
            Place[] shown = [.. _run.Town.Shards.SelectMany(shard => CohortQuery.Page(shard.State, _board, key, division, cohort)!.Places).Order(Place.HighestFirst)];
            Assert.Equal(Sorted(period, division, cohort), shown);
        }
    }

    private void Move(string period)
    {
        Dictionary<MemberKey, int> after = [];
        foreach ((int division, long cohort) in Of(period).Distinct())
        {
            IReadOnlyList<Place> sorted = Sorted(period, division, cohort);
            int up = division == _rules.Divisions.Count - 1 ? 0 : _rules.Promote * sorted.Count / _rules.Size;
            int down = division == 0 ? 0 : _rules.Demote * sorted.Count / _rules.Size;
            for (int i = 0; i < sorted.Count; i++)
            {
                after[sorted[i].Member] = division + (i < up && sorted[i].Score > 0 ? 1 : i >= sorted.Count - down ? -1 : 0);
            }
        }

        Rises += after.Count(move => move.Value > DivisionOf(move.Key));
        Falls += after.Count(move => move.Value < DivisionOf(move.Key));
        foreach ((MemberKey member, int division) in after)
        {
            _divisions[member] = division;
        }
    }

    private int DivisionOf(MemberKey member) => _divisions.GetValueOrDefault(member);

    private IEnumerable<(int Division, long Cohort)> Of(string period) => _seats.Where(seat => seat.Key.Period == period).Select(seat => seat.Value);

    private IReadOnlyList<Place> Sorted(string period, int division, long cohort) =>
        [.. _recount.Sorted(_board, period).Where(place => _seats[(period, place.Member)] == (division, cohort))];

    /// <summary>The period in a part's name, <c>cohort:league/2026-11-21#17</c>; null for another board's.</summary>
    private string? PeriodOf(GrainEvent happened) => happened.On!["cohort:".Length..].Split('/', '#') is [var board, var period, _] && board == _board ? period : null;
}
