using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>
/// The divisions of the members of one shard on a board with cohorts, as far as their key falls to this part (<see cref="BoardPart"/>) and they are not in the lowest;
/// and the divisions that members were told last.
/// </summary>
/// <param name="id">As <see cref="IdOf"/> gives it.</param>
/// <param name="untold">Where members stand whose division is another than they were told.</param>
public sealed class DivisionPart(string id, UntoldMoves untold) : Grain(id)
{
    public const string Kind = "divisions";

    /// <summary>Member key (16), division (4), big-endian.</summary>
    private const int Length = MemberKey.ByteLength + 4;

    private readonly Dictionary<MemberKey, int> _divisions = [];
    private readonly Dictionary<MemberKey, int> _told = [];

    /// <summary>The board's id.</summary>
    public string Board { get; } = BoardOf(id);

    /// <summary>Such as <c>divisions:weekly#17</c>.</summary>
    public static string IdOf(string board, MemberKey member) => BoardPart.PartOf($"{Kind}:{board}", member);

    /// <summary>The board of a part.</summary>
    /// <param name="id">As <see cref="IdOf"/> gives it.</param>
    public static string BoardOf(string id) => BoardPart.SliceOf(id)![(Kind.Length + 1)..];

    /// <summary>0 for the lowest.</summary>
    public int Of(MemberKey member) => _divisions.GetValueOrDefault(member);

    /// <summary>The division that the member was told last; 0, in which everybody begins, where it was told none.</summary>
    public int ToldOf(MemberKey member) => _told.GetValueOrDefault(member);

    /// <summary>The entries by member key, in base 64 as a JSON string; where members were told of others than the lowest, an array of this and of what they were told.</summary>
    public override byte[] Save()
    {
        string divisions = Save(_divisions);
        return Encoding.ASCII.GetBytes(_told.Count == 0 ? $"\"{divisions}\"" : $"[\"{divisions}\",\"{Save(_told)}\"]");
    }

    protected override void Load(ReadOnlySpan<byte> state)
    {
        string[] parts = state[0] == (byte)'[' ? JsonSerializer.Deserialize(state, BoardJson.Default.StringArray)! : [Encoding.ASCII.GetString(state[1..^1])];
        Load(parts[0], _divisions);
        Load(parts.Length > 1 ? parts[1] : "", _told);
        foreach (MemberKey member in _divisions.Keys.Concat(_told.Keys))
        {
            Compare(member);
        }
    }

    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        switch (happened)
        {
            case DivisionSet set:
                Set(_divisions, set.Member, set.Division);
                break;
            case DivisionTold told:
                Set(_told, told.Member, told.To);
                break;
            default:
                throw Unexpected(happened);
        }
    }

    private void Set(Dictionary<MemberKey, int> divisions, MemberKey member, int division)
    {
        if (division == 0)
        {
            divisions.Remove(member);
        }
        else
        {
            divisions[member] = division;
        }

        Compare(member);
    }

    private void Compare(MemberKey member) => untold.Set(Board, member, Of(member) != ToldOf(member));

    private static string Save(Dictionary<MemberKey, int> divisions)
    {
        byte[] entries = new byte[divisions.Count * Length];
        int at = 0;
        foreach ((MemberKey member, int division) in divisions.OrderBy(static one => one.Key))
        {
            member.Write(entries.AsSpan(at));
            BinaryPrimitives.WriteInt32BigEndian(entries.AsSpan(at + MemberKey.ByteLength), division);
            at += Length;
        }

        return Convert.ToBase64String(entries);
    }

    private static void Load(string saved, Dictionary<MemberKey, int> divisions)
    {
        byte[] entries = Convert.FromBase64String(saved);
        Invariant.Holds(entries.Length % Length == 0, "a part of divisions holds whole entries");
        for (int at = 0; at < entries.Length; at += Length)
        {
            ReadOnlySpan<byte> entry = entries.AsSpan(at, Length);
            divisions.Add(MemberKey.Read(entry), BinaryPrimitives.ReadInt32BigEndian(entry[MemberKey.ByteLength..]));
        }
    }
}
