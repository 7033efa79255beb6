using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>
/// One of the <see cref="Count"/> parts of a slice: the members whose key falls to it. A part is a grain of its own, so a checkpoint
/// writes only parts in which something has changed.
/// </summary>
public sealed class BoardPart : Grain
{
    /// <summary>Parts of a slice. Fixed for ever: a row says by its name which members it holds.</summary>
    public const int Count = 1 << Bits;

    private const int Bits = 10;
    private const char Mark = '#';

    private readonly BoardSlice _slice;
    private int[] _seats = [];
    private int _members;

    /// <param name="id">As <see cref="IdOf"/> gives it.</param>
    public BoardPart(string id, BoardSlice slice)
        : base(id)
    {
        _slice = slice;
        Number = NumberIn(id);
        slice.Add(this);
    }

    /// <summary>0 to <see cref="Count"/> - 1.</summary>
    public int Number { get; }

    /// <summary>The part of a slice that a member belongs to, such as <c>board:daily/2026-11-21#17</c>.</summary>
    public static string IdOf(BoardSlice slice, MemberKey member)
    {
        int number = NumberOf(member);
        return slice.FindPart(number)?.Id ?? string.Create(CultureInfo.InvariantCulture, $"{slice.Id}{Mark}{number}");
    }

    /// <summary>The part that a member belongs to of what is kept in parts by the same rule, such as <c>divisions:weekly#17</c>.</summary>
    internal static string PartOf(string whole, MemberKey member) => string.Create(CultureInfo.InvariantCulture, $"{whole}{Mark}{NumberOf(member)}");

    /// <summary>The number in a part's id.</summary>
    internal static int NumberIn(string id) => int.Parse(id.AsSpan(id.IndexOf(Mark, StringComparison.Ordinal) + 1), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The slice that a part's id names; null where it is no part's.</summary>
    internal static string? SliceOf(string part)
    {
        int mark = part.IndexOf(Mark, StringComparison.Ordinal);
        return mark < 0 ? null : part[..mark];
    }

    /// <summary>The board whose part this is.</summary>
    internal static string BoardOf(string part) => part[(BoardGrain.Kind.Length + 1)..part.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>Whether it is a part of this board.</summary>
    internal static bool IsOf(string part, BoardGrain board) =>
        part.Length > board.Id.Length && part[board.Id.Length] == '/' && part.StartsWith(board.Id, StringComparison.Ordinal);

    /// <summary>The period of such a part.</summary>
    internal static PeriodKey PeriodOf(string part) => PeriodKey.Parse(part[(part.IndexOf('/', StringComparison.Ordinal) + 1)..part.IndexOf(Mark, StringComparison.Ordinal)]);

    /// <summary>The entries by member key, in base 64: equal parts give equal bytes, whatever the order of their events.</summary>
    public override byte[] Save()
    {
        byte[] entries = ArrayPool<byte>.Shared.Rent(_members * BoardEntry.Length);
        Place[] places = new Place[_members];
        for (int i = 0; i < _members; i++)
        {
            places[i] = _slice.Standings.PlaceOf(_seats[i]);
        }

        Array.Sort(places, static (left, right) => left.Member.CompareTo(right.Member));
        for (int i = 0; i < _members; i++)
        {
            BoardEntry.Write(places[i], entries.AsSpan(i * BoardEntry.Length));
        }

        byte[] json = Quoted(entries.AsSpan(0, _members * BoardEntry.Length));
        ArrayPool<byte>.Shared.Return(entries);
        return json;
    }

    protected override void Load(ReadOnlySpan<byte> state)
    {
        byte[] entries = new byte[Base64.GetMaxDecodedFromUtf8Length(state.Length)];
        OperationStatus read = Base64.DecodeFromUtf8(state[1..^1], entries, out _, out int length);
        Invariant.Holds(read == OperationStatus.Done && length % BoardEntry.Length == 0, "a part of a board holds whole entries");
        for (int at = 0; at < length; at += BoardEntry.Length)
        {
            Place place = BoardEntry.Read(entries.AsSpan(at));
            Seat(_slice.Standings.Set(place.Member, place.Score, place.Reached));
        }
    }

    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        if (happened is not BoardScored scored)
        {
            throw Unexpected(happened);
        }

        Invariant.Holds(at.Member is not null, "a score is of the record's member");
        Standings standings = _slice.Standings;
        bool isNew = !standings.TryGet(at.Member.Value, out Place before);
        int seat = standings.Set(at.Member.Value, before.Score + scored.Score, at.Stamp);
        if (isNew)
        {
            Seat(seat);
        }
    }

    private void Seat(int seat)
    {
        if (_members == _seats.Length)
        {
            Array.Resize(ref _seats, _members + (_members / 4) + 1);
        }

        _seats[_members++] = seat;
    }

    /// <summary>Base 64 needs no escape in JSON.</summary>
    private static byte[] Quoted(ReadOnlySpan<byte> entries)
    {
        byte[] json = new byte[Base64.GetMaxEncodedToUtf8Length(entries.Length) + 2];
        Base64.EncodeToUtf8(entries, json.AsSpan(1), out _, out _);
        json[0] = (byte)'"';
        json[^1] = (byte)'"';
        return json;
    }

    /// <summary>Fibonacci hashing: the top bits of the folded key times 2^64 by the golden ratio. Stable for ever.</summary>
    private static int NumberOf(MemberKey member)
    {
        unchecked
        {
            ulong folded = (ulong)member.Value ^ (ulong)(member.Value >> 64);
            return (int)((folded * 0x9E3779B97F4A7C15) >> (64 - Bits));
        }
    }
}
