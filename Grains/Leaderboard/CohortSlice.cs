namespace Jifen.Grains.Leaderboard;

/// <summary>Where the members of one shard compete on one period of a board with cohorts. What is saved of it are its parts (<see cref="CohortPart"/>).</summary>
public sealed class CohortSlice(string id)
{
    private readonly CohortPart?[] _parts = new CohortPart?[BoardPart.Count];
    private readonly Dictionary<MemberKey, CohortStand> _stands = [];
    private readonly SortedSet<MemberKey> _waiting = [];
    private readonly Dictionary<(int Division, long Cohort), List<MemberKey>> _cohorts = [];

    /// <summary>Such as <c>cohort:weekly/2026-W47</c>.</summary>
    public string Id { get; } = id;

    /// <summary>Members whose division is not decided, by key.</summary>
    public IReadOnlyCollection<MemberKey> Waiting => _waiting;

    /// <summary>The parts that hold anybody, by number.</summary>
    internal IEnumerable<CohortPart> Parts => _parts.OfType<CohortPart>();

    public static string IdOf(string board, PeriodKey period) => $"{CohortPart.Kind}:{board}/{period}";

    /// <summary>Null where the member is not on the period.</summary>
    public CohortStand? Find(MemberKey member) => _stands.TryGetValue(member, out CohortStand stand) ? stand : null;

    /// <summary>Members of this shard in a cohort, in no order.</summary>
    public IReadOnlyList<MemberKey> MembersOf(int division, long cohort) => _cohorts.GetValueOrDefault((division, cohort), []);

    internal void Add(CohortPart part) => _parts[part.Number] = part;

    /// <summary>A member's stand, new or one step further.</summary>
    internal void Set(MemberKey member, CohortStand stand)
    {
        _stands[member] = stand;
        if (stand.Division is not { } division)
        {
            _waiting.Add(member);
            return;
        }

        _waiting.Remove(member);
        if (stand.Cohort is { } cohort)
        {
            if (!_cohorts.TryGetValue((division, cohort), out List<MemberKey>? members))
            {
                _cohorts.Add((division, cohort), members = []);
            }

            members.Add(member);
        }
    }
}

/// <summary>How far a member of a period is on the way to its cohort.</summary>
/// <param name="Division">0 for the lowest; null while the period before has not decided it.</param>
/// <param name="Cohort">From 1 on; null while the owner has not answered.</param>
public readonly record struct CohortStand(int? Division, long? Cohort);
