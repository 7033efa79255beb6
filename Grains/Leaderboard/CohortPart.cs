using System.Buffers.Binary;
using System.Text;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>
/// One of the parts of a <see cref="CohortSlice"/>, as many as those of a board's slice and by the same rule (<see cref="BoardPart"/>). It is gone with its period.
/// </summary>
public sealed class CohortPart : Grain
{
    public const string Kind = "cohort";

    /// <summary>Member key (16), division (4, -1 for none), cohort (8, 0 for none), big-endian.</summary>
    private const int Length = MemberKey.ByteLength + 4 + 8;

    private readonly CohortSlice _slice;
    private readonly List<MemberKey> _members = [];

    /// <param name="id">As <see cref="IdOf"/> gives it.</param>
    public CohortPart(string id, CohortSlice slice)
        : base(id)
    {
        _slice = slice;
        Number = BoardPart.NumberIn(id);
        slice.Add(this);
    }

    /// <summary>0 to <see cref="BoardPart.Count"/> - 1.</summary>
    public int Number { get; }

    /// <summary>Such as <c>cohort:weekly/2026-W47#17</c>.</summary>
    public static string IdOf(string board, PeriodKey period, MemberKey member) => BoardPart.PartOf(CohortSlice.IdOf(board, period), member);

    /// <summary>The entries by member key, in base 64 as a JSON string.</summary>
    public override byte[] Save()
    {
        byte[] entries = new byte[_members.Count * Length];
        int at = 0;
        foreach (MemberKey member in _members.Order())
        {
            CohortStand stand = _slice.Find(member)!.Value;
            Span<byte> entry = entries.AsSpan(at, Length);
            member.Write(entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[MemberKey.ByteLength..], stand.Division ?? -1);
            BinaryPrimitives.WriteInt64BigEndian(entry[(MemberKey.ByteLength + 4)..], stand.Cohort ?? 0);
            at += Length;
        }

        return Encoding.ASCII.GetBytes($"\"{Convert.ToBase64String(entries)}\"");
    }

    protected override void Load(ReadOnlySpan<byte> state)
    {
        byte[] entries = Convert.FromBase64String(Encoding.ASCII.GetString(state[1..^1]));
        Invariant.Holds(entries.Length % Length == 0, "a part of cohorts holds whole entries");
        for (int at = 0; at < entries.Length; at += Length)
        {
            ReadOnlySpan<byte> entry = entries.AsSpan(at, Length);
            int division = BinaryPrimitives.ReadInt32BigEndian(entry[MemberKey.ByteLength..]);
            long cohort = BinaryPrimitives.ReadInt64BigEndian(entry[(MemberKey.ByteLength + 4)..]);
            Set(MemberKey.Read(entry), new(division < 0 ? null : division, cohort == 0 ? null : cohort));
        }
    }

    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        switch (happened)
        {
            case CohortAwaited awaited:
                Invariant.Holds(_slice.Find(awaited.Member) is null or { Division: null }, "a member's cohort is asked for once a period");
                Set(awaited.Member, new(awaited.Division, null));
                break;
            case CohortGiven given:
                Give(given);
                break;
            default:
                throw Unexpected(happened);
        }
    }

    /// <remarks>The row of a part goes before the floor has passed the drop of its period: a member may then be unknown to records that are folded again, and its part is dropped after them.</remarks>
    private void Give(CohortGiven given)
    {
        if (_slice.Find(given.Member) is { } stand)
        {
            Invariant.Holds(stand is { Division: not null, Cohort: null }, "a member who has asked is given one cohort of a period");
            Set(given.Member, stand with { Cohort = given.Cohort });
        }
    }

    private void Set(MemberKey member, CohortStand stand)
    {
        if (_slice.Find(member) is null)
        {
            _members.Add(member);
        }

        _slice.Set(member, stand);
    }
}
