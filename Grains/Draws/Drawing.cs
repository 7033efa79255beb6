using System.Security.Cryptography;
using System.Text.Json;
using Jifen.Grains.Fairness;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Draws;

/// <summary>
/// One period of a draw at its home: hears from every shard that it has closed the period, and keeps the smallest slips of all. With the last
/// shard the winners stand for good; what each of them did is kept too.
/// </summary>
public sealed class Drawing(string id) : Grain(id)
{
    public const string Kind = "drawing";

    private readonly SortedDictionary<int, DrawClosure> _closures = [];
    private readonly List<DrawnSlip> _smallest = [];
    private readonly List<DrawnPlace> _places = [];

    public string Lottery { get; } = id[(Kind.Length + 1)..id.LastIndexOf('/')];

    public string Period { get; } = id[(id.LastIndexOf('/') + 1)..];

    /// <summary>What each shard held when it closed the period.</summary>
    public IReadOnlyDictionary<int, DrawClosure> Closures => _closures;

    /// <summary>The smallest slips heard of, in their order; once it is held, those of the winners and the substitutes.</summary>
    public IReadOnlyList<DrawnSlip> Smallest => _smallest;

    /// <summary>By what it was held; null before.</summary>
    public DrawHeld? Held { get; private set; }

    /// <summary>The places that somebody won, in their order.</summary>
    public IReadOnlyList<DrawnPlace> Places => _places;

    /// <summary>Index in <see cref="Smallest"/> of the next substitute.</summary>
    public int Next { get; private set; }

    public static string IdOf(string lottery, string period) => $"{Kind}:{lottery}/{period}";

    /// <summary>SHA-256 over the hashes of the shards in their order.</summary>
    public Hash256 Hash()
    {
        byte[] hashes = [.. _closures.Values.SelectMany(closure => closure.Hash.ToArray())];
        return Hash256.Read(SHA256.HashData(hashes));
    }

    public override byte[] Save() => JsonSerializer.SerializeToUtf8Bytes(
        new DrawingState([.. _closures.Select(c => new DrawClosureState(c.Key, c.Value.Members, c.Value.Entries, c.Value.Hash))], _smallest, Held, _places, Next),
        DrawJson.Default.DrawingState);

    protected override void Load(ReadOnlySpan<byte> state)
    {
        DrawingState saved = JsonSerializer.Deserialize(state, DrawJson.Default.DrawingState)!;
        foreach (DrawClosureState closure in saved.Closures)
        {
            _closures.Add(closure.Shard, new(closure.Members, closure.Entries, closure.Hash));
        }

        _smallest.AddRange(saved.Smallest);
        (Held, Next) = (saved.Held, saved.Next);
        _places.AddRange(saved.Places);
    }

    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        switch (happened)
        {
            case DrawClosureCounted counted:
                _closures.Add(counted.Shard.Value, new(counted.Members, counted.Entries, counted.Hash));
                _smallest.AddRange(counted.Smallest);
                _smallest.Sort(DrawSlip.Compare);
                Keep(ProgrammeLimits.Drawn);
                break;
            case DrawHeld held:
                Hold(held);
                break;
            case DrawPlaceAnswered answered:
                _places[answered.Place - 1] = _places[answered.Place - 1] with { Answered = true, Lapsed = answered.Lapsed };
                break;
            case DrawSubstituteCalled called:
                _places[called.Place - 1] = _places[called.Place - 1] with { Drawn = Next++, Answered = false, Lapsed = false };
                break;
            default:
                throw Unexpected(happened);
        }
    }

    /// <summary>The places as a decision by these terms fills them.</summary>
    internal static IEnumerable<DrawnPlace> Fill(DrawHeld held, int drawn)
    {
        string[] prizes = [.. held.Prizes.SelectMany(prize => Enumerable.Repeat(prize.Prize, prize.Count))];
        return prizes.Take(drawn).Select((prize, place) => new DrawnPlace(prize, place, held.ClaimHours is null, false));
    }

    private void Hold(DrawHeld held)
    {
        Held = held;
        _places.AddRange(Fill(held, _smallest.Count));
        Next = _places.Count;
        Keep(_places.Count + held.Substitutes);
    }

    private void Keep(int most) => _smallest.RemoveRange(Math.Min(most, _smallest.Count), Math.Max(0, _smallest.Count - most));
}

/// <summary>What a shard held when it closed a period.</summary>
/// <param name="Hash">As of <see cref="DrawSealed"/>.</param>
public readonly record struct DrawClosure(long Members, long Entries, Hash256 Hash);

/// <param name="Drawn">Index of the member's slip.</param>
/// <param name="Answered">Nothing is to be waited for.</param>
/// <param name="Lapsed">The member did not claim in time.</param>
public sealed record DrawnPlace(string Prize, int Drawn, bool Answered, bool Lapsed);
