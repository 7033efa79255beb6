using System.Buffers.Binary;
using System.Globalization;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Draws;

/// <summary>
/// One of the <see cref="Count"/> parts of a shard's entries of a period: how many each member has whose key falls to it. A part is a grain of its
/// own, so a checkpoint writes only parts in which something has changed. It is gone once the period is closed on the shard.
/// </summary>
public sealed class EntryPart(string id) : Grain(id)
{
    public const string Kind = "entries";

    /// <summary>Parts of a period. Fixed for ever: a row says by its name which members it holds.</summary>
    public const int Count = 1 << Bits;

    private const int Bits = 6;
    private const int Length = MemberKey.ByteLength + sizeof(long);

    private readonly Dictionary<MemberKey, long> _entries = [];

    /// <summary>In no order.</summary>
    public IReadOnlyCollection<KeyValuePair<MemberKey, long>> Entries => _entries;

    public static string IdOf(string lottery, string period, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Kind}:{lottery}/{period}/{number}");

    /// <summary>Fibonacci hashing: the top bits of the folded key times 2^64 by the golden ratio. Stable for ever.</summary>
    public static int NumberOf(MemberKey member)
    {
        unchecked
        {
            ulong folded = (ulong)member.Value ^ (ulong)(member.Value >> 64);
            return (int)((folded * 0x9E3779B97F4A7C15) >> (64 - Bits));
        }
    }

    /// <summary>Entries of a member.</summary>
    public long Of(MemberKey member) => _entries.GetValueOrDefault(member);

    /// <summary>Key and entries of each member, big-endian, by key, in base 64 as a JSON string.</summary>
    public override byte[] Save()
    {
        byte[] entries = new byte[_entries.Count * Length];
        int at = 0;
        foreach ((MemberKey member, long count) in _entries.OrderBy(static one => one.Key))
        {
            Write(entries.AsSpan(at), member, count);
            at += Length;
        }

        return System.Text.Encoding.ASCII.GetBytes($"\"{Convert.ToBase64String(entries)}\"");
    }

    /// <summary>Key and number, as they are sealed.</summary>
    internal static void Write(Span<byte> bytes, MemberKey member, long count)
    {
        member.Write(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes[MemberKey.ByteLength..], count);
    }

    protected override void Load(ReadOnlySpan<byte> state)
    {
        byte[] entries = Convert.FromBase64String(System.Text.Encoding.ASCII.GetString(state[1..^1]));
        Invariant.Holds(entries.Length % Length == 0, "a part holds whole entries");
        for (int at = 0; at < entries.Length; at += Length)
        {
            ReadOnlySpan<byte> one = entries.AsSpan(at, Length);
            _entries.Add(MemberKey.Read(one), BinaryPrimitives.ReadInt64BigEndian(one[MemberKey.ByteLength..]));
        }
    }

    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        if (happened is not EntryCounted)
        {
            throw Unexpected(happened);
        }

        Invariant.Holds(at.Member is not null, "an entry is of the record's member");
        _entries[at.Member.Value] = _entries.GetValueOrDefault(at.Member.Value) + 1;
    }
}
