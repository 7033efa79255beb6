using System.Buffers.Binary;
using System.Text;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>
/// The divisions of the members of one shard on a board with cohorts, as far as their key falls to this part (<see cref="BoardPart"/>) and they are not in the lowest.
/// </summary>
/// <param name="id">As <see cref="IdOf"/> gives it.</param>
public sealed class DivisionPart(string id) : Grain(id)
{
    public const string Kind = "divisions";

    /// <summary>Member key (16), division (4), big-endian.</summary>
    private const int Length = MemberKey.ByteLength + 4;

    private readonly Dictionary<MemberKey, int> _divisions = [];

    /// <summary>Such as <c>divisions:weekly#17</c>.</summary>
    public static string IdOf(string board, MemberKey member) => BoardPart.PartOf($"{Kind}:{board}", member);

    /// <summary>0 for the lowest.</summary>
    public int Of(MemberKey member) => _divisions.GetValueOrDefault(member);

    /// <summary>The entries by member key, in base 64 as a JSON string.</summary>
    public override byte[] Save()
    {
        byte[] entries = new byte[_divisions.Count * Length];
        int at = 0;
        foreach ((MemberKey member, int division) in _divisions.OrderBy(static one => one.Key))
        {
            member.Write(entries.AsSpan(at));
            BinaryPrimitives.WriteInt32BigEndian(entries.AsSpan(at + MemberKey.ByteLength), division);
            at += Length;
        }

        return Encoding.ASCII.GetBytes($"\"{Convert.ToBase64String(entries)}\"");
    }

    protected override void Load(ReadOnlySpan<byte> state)
    {
        byte[] entries = Convert.FromBase64String(Encoding.ASCII.GetString(state[1..^1]));
        Invariant.Holds(entries.Length % Length == 0, "a part of divisions holds whole entries");
        for (int at = 0; at < entries.Length; at += Length)
        {
            ReadOnlySpan<byte> entry = entries.AsSpan(at, Length);
            _divisions.Add(MemberKey.Read(entry), BinaryPrimitives.ReadInt32BigEndian(entry[MemberKey.ByteLength..]));
        }
    }

    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        if (happened is not DivisionSet set)
        {
            throw Unexpected(happened);
        }

        if (set.Division == 0)
        {
            _divisions.Remove(set.Member);
        }
        else
        {
            _divisions[set.Member] = set.Division;
        }
    }
}
