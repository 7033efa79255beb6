using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Challenge;

/// <summary>What a member has of challenges, and the zone of its days.</summary>
public sealed class ChallengeBook
{
    /// <summary>Challenges that a member has something of at most; a further one does not move.</summary>
    public const int MostEntries = 100;

    private ChallengeEntry[] _entries = [];

    /// <summary>By id.</summary>
    public IReadOnlyList<ChallengeEntry> Entries => _entries;

    /// <summary>IANA name; null where the member has set none.</summary>
    public string? Zone { get; private set; }

    /// <summary>When it was set.</summary>
    public Stamp? ZoneSince { get; private set; }

    public bool IsEmpty => _entries.Length == 0 && Zone is null;

    /// <summary>What the member has of a challenge; empty where it has nothing of this shape.</summary>
    public ChallengeEntry Of(string challenge, string shape) =>
        Find(challenge) is { } entry && entry.Shape == shape ? entry : ChallengeEntry.Empty(challenge, shape);

    /// <summary>Whether something can be kept of the challenge.</summary>
    public bool HasRoomFor(string challenge) => _entries.Length < MostEntries || Find(challenge) is not null;

    internal void Apply(GrainEvent happened, in RecordStamp at)
    {
        switch (happened)
        {
            case ChallengeMoved moved:
                Set(Entry(moved.Challenge, moved.Shape).With(moved));
                break;
            case ChallengeRewarded given:
                Set(Entry(given.Challenge, given.Shape).WithGiven(given.From, given.Step, given.Times));
                break;
            case ChallengeWaived waived:
                Set(Entry(waived.Challenge, waived.Shape).WithGiven(waived.From, waived.Step, waived.Times));
                break;
            case ChallengeFolded folded:
                Set(Find(folded.Challenge)!.Folded(folded));
                break;
            case ChallengesForgotten forgotten:
                _entries = [.. _entries.Where(entry => !forgotten.Challenges.Contains(entry.Id))];
                break;
            case StreakRepaired repaired:
                Set(Entry(repaired.Challenge, repaired.Shape).WithRepaired(repaired.Day));
                break;
            case StreakPaused paused:
                Set(Entry(paused.Challenge, paused.Shape).WithPause(paused.From, paused.Through));
                break;
            case ZoneSet zone:
                (Zone, ZoneSince) = (MemberGrain.Shared(zone.Zone), at.Stamp);
                break;
        }
    }

    internal ChallengeBookState Save() => new([.. _entries.Select(EntryState.Of)], Zone, ZoneSince);

    internal static ChallengeBook Load(ChallengeBookState saved) => new()
    {
        _entries = [.. saved.Entries.Select(entry => entry.ToEntry())],
        Zone = saved.Zone is null ? null : MemberGrain.Shared(saved.Zone),
        ZoneSince = saved.ZoneSince,
    };

    private ChallengeEntry? Find(string challenge)
    {
        for (int i = 0; i < _entries.Length; i++)
        {
            if (_entries[i].Id == challenge)
            {
                return _entries[i];
            }
        }

        return null;
    }

    private ChallengeEntry Entry(string challenge, string shape) => Of(MemberGrain.Shared(challenge), MemberGrain.Shared(shape));

    private void Set(ChallengeEntry entry)
    {
        int at = Array.FindIndex(_entries, other => other.Id == entry.Id);
        if (at >= 0)
        {
            _entries[at] = entry;
            return;
        }

        _entries = [.. _entries, entry];
        Array.Sort(_entries, static (left, right) => string.CompareOrdinal(left.Id, right.Id));
    }
}

internal sealed record ChallengeBookState(IReadOnlyList<EntryState> Entries, string? Zone, Stamp? ZoneSince);

internal sealed record EntryState(string Id, string Shape, byte[]? Tally, byte[]? Given, WalkSum? Sum, IReadOnlyList<PausedDays>? Pauses)
{
    public static EntryState Of(ChallengeEntry entry) =>
        new(entry.Id, entry.Shape, entry.Tally.Bytes, entry.Given.Bytes, entry.Sum, entry.Pauses.Count == 0 ? null : entry.Pauses);

    public ChallengeEntry ToEntry() =>
        new(MemberGrain.Shared(Id), MemberGrain.Shared(Shape), new(Tally), new(Given), Sum, Pauses ?? []);
}
