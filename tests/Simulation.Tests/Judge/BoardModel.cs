using Jifen.Simulation.Tests.World;

namespace Jifen.Simulation.Tests.Judge;

/// <summary>
/// What final boards bring, read off a list that is sorted naively: each of the highest is given its reward once, nobody else anything, and in
/// the end nobody is forgotten.
/// </summary>
internal sealed class BoardModel(Case judged) : Model(judged)
{
    private readonly Dictionary<(string Board, string Period), Dictionary<MemberKey, (long Score, Stamp Reached)>> _lists = [];
    private readonly Dictionary<(string Board, string Period), Dictionary<MemberKey, long>> _due = [];
    private readonly HashSet<(string, string, MemberKey)> _given = [];
    private Seen? _last;

    public override void See(Seen seen)
    {
        _last = seen;
        foreach (GrainEvent happened in seen.Events)
        {
            switch (happened)
            {
                case BoardScored scored:
                    Score(seen, scored);
                    break;
                case BoardFinalized final when ProgrammeDraft.Rewarded.Contains(final.On!["boardowner:".Length..]):
                    Finalize(final.On!["boardowner:".Length..], final.Period);
                    break;
                case BoardRewardsBegun begun:
                    Begin(seen, begun);
                    break;
                case BoardRewardGiven given:
                    Give(seen, given);
                    break;
            }
        }

        bool named = seen.Events.OfType<PointsEarned>().All(earned => (earned.Board is not null) == (earned.Rule == "board") && (earned.Board is null || seen.Body.Input is GiveBoardReward));
        Require(named, Checks.BoardsRewardOnce, seen, "points of a board are given outside of its rewards");
    }

    public override void End()
    {
        foreach (((string board, string period), Dictionary<MemberKey, long> due) in _due)
        {
            int missing = due.Keys.Count(member => !_given.Contains((board, period, member)));
            Require(missing == 0, Checks.BoardsRewardOnce, _last!, $"{missing} of {due.Count} members of {board}/{period} are not given their reward");
        }
    }

    /// <remarks>The slice and the period are in the name of its part: <c>board:daily/2026-11-21#17</c>.</remarks>
    private void Score(Seen seen, BoardScored scored)
    {
        string[] names = scored.On!["board:".Length..].Split('/', '#');
        (string, string) list = (names[0], names[1]);
        _lists.TryAdd(list, []);
        MemberKey member = seen.Record.Member!.Value;
        _lists[list][member] = (_lists[list].GetValueOrDefault(member).Score + scored.Score, seen.Stamp);
    }

    private void Finalize(string board, string period)
    {
        MemberKey[] sorted = [.. _lists.GetValueOrDefault((board, period), [])
            .OrderByDescending(entry => entry.Value.Score).ThenBy(entry => entry.Value.Reached.Microseconds).ThenBy(entry => entry.Key.Value).Select(entry => entry.Key)];
        Dictionary<MemberKey, long> due = [];
        for (int rank = 1; rank <= sorted.Length; rank++)
        {
            long points = rank == 1 ? ProgrammeDraft.FirstReward : rank <= 3 ? ProgrammeDraft.NextReward : (rank - 1) * 100 < ProgrammeDraft.RewardedPercent * sorted.Length ? ProgrammeDraft.LastReward : 0;
            if (points > 0)
            {
                due.Add(sorted[rank - 1], points);
            }
        }

        _due.Add((board, period), due);
    }

    /// <summary>A slice sets out to reward those of the highest who live on its shard.</summary>
    private void Begin(Seen seen, BoardRewardsBegun begun)
    {
        string board = begun.On!["board:".Length..];
        ICollection<MemberKey> due = _due.GetValueOrDefault((board, begun.Period))?.Keys ?? (ICollection<MemberKey>)[];
        int here = due.Count(member => Placement.Of(member, Case.World.Scenario.Shards) == seen.Shard);
        Require(begun.Due == here, Checks.BoardsRewardOnce, seen, $"a slice of {board}/{begun.Period} sets out to reward {begun.Due} members, and {here} are due there");
    }

    private void Give(Seen seen, BoardRewardGiven given)
    {
        string board = given.On!["board:".Length..];
        MemberKey member = seen.Record.Member!.Value;
        long due = _due.GetValueOrDefault((board, given.Period))?.GetValueOrDefault(member) ?? 0;
        long points = seen.Events.OfType<PointsEarned>().Where(earned => earned.Board == board).Sum(earned => earned.Points.Value);
        Require(_given.Add((board, given.Period, member)), Checks.BoardsRewardOnce, seen, $"{member} is given its reward of {board}/{given.Period} twice");
        Require(points == due && due > 0, Checks.BoardsRewardOnce, seen, $"{points} points are given for {board}/{given.Period}, and {due} are due");
    }
}
