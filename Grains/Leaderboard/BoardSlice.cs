using System.Security.Cryptography;

namespace Jifen.Grains.Leaderboard;

/// <summary>
/// The members of one shard on one period of a board, in their order. What is saved of it are its parts (<see cref="BoardPart"/>); the
/// order is built from them.
/// </summary>
public sealed class BoardSlice(string id)
{
    private readonly BoardPart?[] _parts = new BoardPart?[BoardPart.Count];

    /// <summary>Such as <c>board:daily/2026-11-21</c>.</summary>
    public string Id { get; } = id;

    public Standings Standings { get; } = new();

    /// <summary>The parts that hold anybody, by number.</summary>
    internal IEnumerable<BoardPart> Parts => _parts.OfType<BoardPart>();

    public static string IdOf(string board, PeriodKey period) => $"{BoardGrain.Kind}:{board}/{period}";

    /// <summary>SHA-256 over the entries, highest first: member key, score and stamp of each, big-endian.</summary>
    public Hash256 Hash()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] page = new byte[BoardEntry.Length * 128];
        int filled = 0;
        foreach (Place place in Standings.InOrder())
        {
            BoardEntry.Write(place, page.AsSpan(filled));
            filled += BoardEntry.Length;
            if (filled == page.Length)
            {
                hash.AppendData(page);
                filled = 0;
            }
        }

        hash.AppendData(page, 0, filled);
        return Hash256.Read(hash.GetHashAndReset());
    }

    internal BoardPart? FindPart(int number) => _parts[number];

    internal void Add(BoardPart part) => _parts[part.Number] = part;
}
