namespace Jifen.Grains.Interfaces;

/// <summary>
/// What a member keeps of its entries of one period of a prize draw. Before the draw it says how many there are; after it, with the seed that
/// is revealed then, whether the member was drawn follows from it without a server.
/// </summary>
/// <param name="Formula">Label of the formula, <c>jifen/draw/1</c>.</param>
/// <param name="SeedCommitment">SHA-256 of the seed of the period, published before it opened.</param>
/// <param name="Entries">The member's entries, numbered from 1 on.</param>
/// <param name="Winners">How many of <paramref name="Drawn"/> won at first; the others are substitutes. 0 before the draw.</param>
/// <param name="Drawn">The slips that were drawn, as they are published, smallest first; none before the draw.</param>
/// <param name="Position">1 where the member's slip is the first of them, and so on; 0 where it was not drawn.</param>
/// <param name="Sealed">SHA-256 over what the shards sealed when they closed; left out before the draw. Asserted here, proved by <c>verify</c>.</param>
/// <param name="CheckDigits">Eight hexadecimal digits for each field; they name a field that was altered by accident.</param>
public sealed record DrawReceipt(
    string Formula, string Lottery, string Period, Hash256 SeedCommitment, MemberKey MemberKey, long Entries, int Winners, IReadOnlyList<Hash256> Drawn,
    int Position, string? Sealed, string CheckDigits)
{
    /// <summary>True for entries of a test member, which are not drawn from: its place is 0 for ever. Never false.</summary>
    public bool? Test { get; init; }
}
