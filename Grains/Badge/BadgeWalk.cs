using System.Text.Json;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Badge;

/// <summary>
/// How far this shard is in looking through its members after badges were published or changed. Members are looked at in the order of
/// their keys, a part at a time; who may be owed a badge is noted here until it has it, so that a crash loses and doubles nothing.
/// </summary>
public sealed class BadgeWalk() : Grain(GrainId)
{
    public const string GrainId = "badge-walk";

    /// <summary>Members noted at a time.</summary>
    public const int MostOwed = 256;

    private readonly SortedSet<MemberKey> _owed = [];

    /// <summary>Version that changed the badges, as of which members are looked at; 0 before the first.</summary>
    public long Version { get; private set; }

    /// <summary>How many walks the shard has begun, this one with them.</summary>
    public long Number { get; private set; }

    /// <summary>Members are still to be looked at.</summary>
    public bool IsUnderWay { get; private set; }

    /// <summary>The last member that was looked at; null for none.</summary>
    public MemberKey? After { get; private set; }

    /// <summary>Members who may be owed a badge, sorted.</summary>
    public IReadOnlyCollection<MemberKey> Owed => _owed;

    public bool Owes(MemberKey member) => _owed.Contains(member);

    public override byte[] Save() => JsonSerializer.SerializeToUtf8Bytes(
        new BadgeWalkState(Version, Number, IsUnderWay, After, [.. _owed]), BadgeJson.Default.BadgeWalkState);

    protected override void Load(ReadOnlySpan<byte> state)
    {
        BadgeWalkState saved = JsonSerializer.Deserialize(state, BadgeJson.Default.BadgeWalkState)!;
        (Version, Number, IsUnderWay, After) = (saved.Version, saved.Number, saved.UnderWay, saved.After);
        _owed.UnionWith(saved.Owed);
    }

    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        switch (happened)
        {
            case BadgeWalkBegun begun:
                (Version, Number, IsUnderWay, After) = (begun.Version, Number + 1, true, null);
                _owed.Clear();
                break;
            case BadgesWalked walked:
                (IsUnderWay, After) = (walked.Through is not null, walked.Through);
                _owed.UnionWith(walked.Owed);
                break;
            case OwedBadgesGiven given:
                _owed.Remove(given.Member);
                break;
            default:
                throw Unexpected(happened);
        }
    }
}

internal sealed record BadgeWalkState(long Version, long Number, bool UnderWay, MemberKey? After, IReadOnlyList<MemberKey> Owed);
