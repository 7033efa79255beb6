using System.Globalization;
using Jifen.Simulation.Tests.World;

namespace Jifen.Simulation.Tests.Judge;

/// <summary>
/// Boards with cohorts, counted again: whoever scores has one cohort of its own division, cohorts are filled one after the other, and after a period
/// those rise and fall who do so by a naive sort of each cohort.
/// </summary>
internal sealed class CohortModel(Case judged) : Model(judged)
{
    private const string League = ProgrammeDraft.League;

    private readonly Dictionary<string, Dictionary<MemberKey, (long Score, Stamp Reached)>> _lists = [];
    private readonly Dictionary<(string Period, MemberKey Member), (int Division, long Cohort)> _seats = [];
    private readonly HashSet<(string Period, MemberKey Member)> _seated = [];
    private readonly Dictionary<MemberKey, int> _divisions = [];
    private readonly HashSet<string> _settled = [];
    private readonly HashSet<string> _final = [];
    private readonly Dictionary<string, List<DivisionMove>> _told = [];
    private readonly Dictionary<(string Period, MemberKey Member), int> _due = [];
    private readonly Dictionary<(string Period, MemberKey Member), int> _moved = [];
    private readonly Dictionary<MemberKey, int> _stands = [];
    private readonly Dictionary<MemberKey, int> _heard = [];
    private string? _first;
    private Seen? _last;

    public override void See(Seen seen)
    {
        _last = seen;
        foreach (GrainEvent happened in seen.Events)
        {
            See(seen, happened);
        }

        foreach (Message body in (seen.Body.Messages ?? []).Select(message => message.Body))
        {
            if (body is CohortsAssigned { Board: League } assigned)
            {
                Assign(seen, assigned, ((CohortsWanted)((Delivery)seen.Body.Input).Body).Members);
            }
            else if (body is DivisionsMoved { Board: League } moved)
            {
                _told.TryAdd(moved.Period, []);
                _told[moved.Period].AddRange(moved.Moves);
            }
        }

        foreach (CohortsSettled settled in seen.Events.OfType<CohortsSettled>().Where(settled => settled.On == $"cohortowner:{League}"))
        {
            Settle(seen, settled.Period);
        }
    }

    public override void End()
    {
        foreach ((string period, Dictionary<MemberKey, (long, Stamp)> list) in _lists.Where(one => IsDecided(one.Key)))
        {
            int missing = list.Keys.Count(member => !_seated.Contains((period, member)));
            Require(missing == 0, Checks.CohortsAreExact, _last!, $"{missing} of {list.Count} members of {period} have no cohort");
        }

        int untold = _due.Keys.Count(move => !_moved.ContainsKey(move));
        Require(untold == 0, Checks.CohortsAreExact, _last!, $"{untold} members are not told that they rise or fall");
        int unheard = _stands.Count(one => one.Value != _heard.GetValueOrDefault(one.Key));
        Require(unheard == 0, Checks.CohortsAreExact, _last!, $"{unheard} members have not heard that they rose or fell");
        Require(_final.SetEquals(_settled), Checks.CohortsAreExact, _last!, "a final period is not settled");
    }

    /// <summary>A shard may be a day ahead of others, whose day is not over then: its members wait.</summary>
    private bool IsDecided(string period) => period == _first || _settled.Contains($"{DateOnly.ParseExact(period, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(-1):yyyy-MM-dd}");

    private void See(Seen seen, GrainEvent happened)
    {
        switch (happened)
        {
            case BoardBegun { On: "board:" + League } begun:
                _first ??= begun.First;
                break;
            case BoardScored { On: { } part } scored when part.StartsWith($"board:{League}/", StringComparison.Ordinal):
                Score(seen, PeriodOf(part), scored.Score);
                break;
            case BoardFinalized { On: "boardowner:" + League } final:
                _final.Add(final.Period);
                break;
            case CohortAwaited { Division: { } division } awaited:
                Require(
                    division == _divisions.GetValueOrDefault(awaited.Member) && _lists.Keys.All(period => string.CompareOrdinal(period, PeriodOf(awaited.On!)) >= 0 || _settled.Contains(period)),
                    Checks.CohortsAreExact, seen, $"{awaited.Member} asks for a cohort of division {division} before it is decided, or it is another's");
                break;
            case CohortGiven given:
                (string, MemberKey) seat = (PeriodOf(given.On!), given.Member);
                Require(_seated.Add(seat) && _seats.GetValueOrDefault(seat).Cohort == given.Cohort, Checks.CohortsAreExact, seen, $"{given.Member} is in cohort {given.Cohort} beside the one that it was given");
                break;
            case DivisionSet set:
                string period = ((DivisionsMoved)((Delivery)seen.Body.Input).Body).Period;
                _stands[set.Member] = set.Division;
                Require(_moved.TryAdd((period, set.Member), set.Division) && (!_settled.Contains(period) || IsDue(period, set.Member)), Checks.CohortsAreExact, seen, $"{set.Member} comes to division {set.Division} after {period}, or does so twice");
                break;
            case DivisionTold told:
                bool isNews = seen.Record.Member == told.Member && told.From == _heard.GetValueOrDefault(told.Member) && told.To == _stands.GetValueOrDefault(told.Member) && told.From != told.To;
                Require(isNews, Checks.CohortsAreExact, seen, $"{told.Member} is told that it went from division {told.From} to {told.To}, or is told so twice");
                _heard[told.Member] = told.To;
                break;
        }
    }

    private void Score(Seen seen, string period, long score)
    {
        _lists.TryAdd(period, []);
        MemberKey member = seen.Record.Member!.Value;
        _lists[period][member] = (_lists[period].GetValueOrDefault(member).Score + score, seen.Stamp);
    }

    private void Assign(Seen seen, CohortsAssigned assigned, IReadOnlyList<CohortWish> wishes)
    {
        foreach ((CohortSeat seat, CohortWish wish) in assigned.Members.Zip(wishes))
        {
            int before = _seats.Count(one => one.Key.Period == assigned.Period && one.Value.Division == wish.Division);
            long next = (before / ProgrammeDraft.CohortSize) + 1;
            bool isFirst = _seats.TryAdd((assigned.Period, seat.Member), (wish.Division, seat.Cohort));
            Require(isFirst && seat.Member == wish.Member && seat.Cohort == next, Checks.CohortsAreExact, seen, $"member {before + 1} of a division is seated in cohort {seat.Cohort}");
        }
    }

    /// <summary>Everybody is told; what was told is what a sorted list of each cohort brings.</summary>
    private void Settle(Seen seen, string period)
    {
        Require(_settled.Add(period) && _final.Contains(period), Checks.CohortsAreExact, seen, $"{period} is settled twice, or before it is final");
        Dictionary<MemberKey, (long Score, Stamp Reached)> list = _lists.GetValueOrDefault(period, []);
        Dictionary<MemberKey, int> after = [];
        foreach (IGrouping<(int Division, long Cohort), MemberKey> cohort in list.Keys.GroupBy(member => _seats.GetValueOrDefault((period, member))))
        {
            MemberKey[] sorted = [.. cohort.OrderByDescending(member => list[member].Score).ThenBy(member => list[member].Reached.Microseconds).ThenBy(member => member.Value)];
            int up = cohort.Key.Division == 2 ? 0 : ProgrammeDraft.Promoted * sorted.Length / ProgrammeDraft.CohortSize;
            int down = cohort.Key.Division == 0 ? 0 : ProgrammeDraft.Demoted * sorted.Length / ProgrammeDraft.CohortSize;
            foreach (MemberKey member in sorted.Take(up).Where(member => list[member].Score > 0))
            {
                after.Add(member, cohort.Key.Division + 1);
            }

            foreach (MemberKey member in sorted.TakeLast(down))
            {
                after.Add(member, cohort.Key.Division - 1);
            }
        }

        DivisionMove[] expected = [.. after.Select(move => new DivisionMove(move.Key, move.Value)).OrderBy(move => move.Member)];
        DivisionMove[] told = [.. _told.GetValueOrDefault(period, []).OrderBy(move => move.Member)];
        Require(expected.SequenceEqual(told), Checks.CohortsAreExact, seen, $"after {period} {told.Length} members are told that they rise or fall, and {expected.Length} do so, or others");
        foreach (DivisionMove move in expected)
        {
            (_divisions[move.Member], _due[(period, move.Member)]) = (move.Division, move.Division);
        }

        bool areDue = _moved.Keys.Where(move => move.Period == period).All(move => IsDue(period, move.Member));
        Require(areDue, Checks.CohortsAreExact, seen, $"a member has come to another division after {period} than it is due");
    }

    /// <summary>Lower divisions are told while the owner looks at higher ones; what is due is known when it has seen all.</summary>
    private bool IsDue(string period, MemberKey member) => _due.TryGetValue((period, member), out int due) && _moved[(period, member)] == due;

    /// <summary>The period in a part's name, <c>board:league/2026-11-21#17</c>.</summary>
    private static string PeriodOf(string part) => part.Split('/', '#')[1];
}
