namespace Jifen.Grains.Member;

/// <summary>What is counted of a member for badges, and the badges and complete sets that it has for ever.</summary>
public sealed class Awards
{
    /// <summary>Kinds of activity that are counted apart; those that come after them are not counted by kind.</summary>
    public const int MostKinds = 32;

    private KindCount[] _kinds = [];
    private Award[] _badges = [];
    private Award[] _sets = [];
    private HeldEdition[] _editions = [];

    /// <summary>Plays that have their outcome.</summary>
    public long Plays { get; private set; }

    /// <summary>Plays that gave a prize.</summary>
    public long Wins { get; private set; }

    /// <summary>In the order in which they were earned.</summary>
    public IReadOnlyList<Award> Badges => _badges;

    /// <summary>In the order in which they were complete.</summary>
    public IReadOnlyList<Award> Sets => _sets;

    /// <summary>Limited editions that the member has, waits for or missed, in the order in which it came to them.</summary>
    public IReadOnlyList<HeldEdition> Editions => _editions;

    /// <summary>Nothing was counted and nothing earned.</summary>
    public bool IsEmpty => _kinds.Length + _badges.Length + _sets.Length + _editions.Length == 0 && Plays == 0;

    public bool HasBadge(string badge) => Find(_badges, badge) is not null;

    public bool HasSet(string set) => Find(_sets, set) is not null;

    public Award? FindBadge(string badge) => Find(_badges, badge);

    /// <summary>How the member stands to a limited edition.</summary>
    public HeldEdition EditionOf(string badge)
    {
        int at = Array.FindIndex(_editions, edition => edition.Badge == badge);
        return at >= 0 ? _editions[at] : new(badge, EditionStanding.Open, null);
    }

    public Award? FindSet(string set) => Find(_sets, set);

    /// <summary>Activities of these kinds.</summary>
    public long ActivitiesOf(IReadOnlyList<string> kinds)
    {
        long sum = 0;
        for (int i = 0; i < kinds.Count; i++)
        {
            int at = PlaceOf(kinds[i]);
            sum += at >= 0 ? _kinds[at].Count : 0;
        }

        return sum;
    }

    /// <summary>Takes over what was counted elsewhere. Kinds beyond <see cref="MostKinds"/> are not counted.</summary>
    internal void Open(OpeningCounters counters)
    {
        foreach (OpeningCount one in counters.Activities)
        {
            CountActivity(one.Activity, one.Count);
        }

        Plays += counters.Plays;
        Wins += counters.Wins;
    }

    internal void CountActivity(string kind, long times = 1)
    {
        int at = PlaceOf(kind);
        if (at >= 0)
        {
            _kinds[at] = _kinds[at] with { Count = _kinds[at].Count + times };
        }
        else if (_kinds.Length < MostKinds)
        {
            _kinds = [.. _kinds, new(MemberGrain.Shared(kind), times)];
            Array.Sort(_kinds, static (left, right) => string.CompareOrdinal(left.Kind, right.Kind));
        }
    }

    /// <summary>An activity is refunded whole: what it counted for is taken back, what was earned by it stays.</summary>
    internal void UncountActivity(string kind)
    {
        int at = PlaceOf(kind);
        if (at >= 0)
        {
            _kinds[at] = _kinds[at] with { Count = Math.Max(0, _kinds[at].Count - 1) };
        }
    }

    internal void CountPlay(bool prize)
    {
        Plays++;
        Wins += prize ? 1 : 0;
    }

    /// <param name="serial">Which one of a limited edition; null where it has no limit.</param>
    internal void AddBadge(string badge, Stamp at, long? serial = null)
    {
        _badges = [.. _badges, new(MemberGrain.Shared(badge), at)];
        if (serial is not null)
        {
            SetEdition(new(badge, EditionStanding.Held, serial));
        }
    }

    internal void AwaitEdition(string badge) => SetEdition(new(badge, EditionStanding.Awaited, null));

    internal void MissEdition(string badge) => SetEdition(new(badge, EditionStanding.Missed, null));

    internal void AddSet(string set, Stamp at) => _sets = [.. _sets, new(MemberGrain.Shared(set), at)];

    internal AwardsState Save() => new(_kinds, Plays, Wins, _badges, _sets, _editions.Length == 0 ? null : _editions);

    internal static Awards Load(AwardsState saved) => new()
    {
        _kinds = [.. saved.Kinds.Select(kind => kind with { Kind = MemberGrain.Shared(kind.Kind) })],
        Plays = saved.Plays,
        Wins = saved.Wins,
        _badges = [.. saved.Badges.Select(award => award with { Id = MemberGrain.Shared(award.Id) })],
        _sets = [.. saved.Sets.Select(award => award with { Id = MemberGrain.Shared(award.Id) })],
        _editions = [.. (saved.Editions ?? []).Select(edition => edition with { Badge = MemberGrain.Shared(edition.Badge) })],
    };

    private static Award? Find(Award[] awards, string id)
    {
        int at = Array.FindIndex(awards, award => award.Id == id);
        return at >= 0 ? awards[at] : null;
    }

    private void SetEdition(HeldEdition edition) =>
        _editions = [.. _editions.Where(one => one.Badge != edition.Badge), edition with { Badge = MemberGrain.Shared(edition.Badge) }];

    private int PlaceOf(string kind) => Array.FindIndex(_kinds, count => count.Kind == kind);
}

/// <summary>A badge or a complete set of a member.</summary>
/// <param name="At">Stamp of the record that gave it.</param>
public readonly record struct Award(string Id, Stamp At);

/// <param name="Serial">Which one the member has, from 0 on; null where it has none.</param>
public readonly record struct HeldEdition(string Badge, EditionStanding Standing, long? Serial);

/// <summary>Activities of one kind.</summary>
public readonly record struct KindCount(string Kind, long Count);
