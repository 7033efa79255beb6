using System.Text.Json.Serialization;

namespace Jifen.Grains.Interfaces;

/// <summary>Numbered units in a row.</summary>
/// <param name="First">From 0 on.</param>
/// <param name="Count">At least 1.</param>
public readonly record struct SerialRange(long First, long Count)
{
    /// <summary>First instant at which none of them may be given any more; null where they never end.</summary>
    public Stamp? Ends { get; init; }

    /// <summary>The number after the last.</summary>
    [JsonIgnore]
    public long End => First + Count;
}

/// <summary>
/// The cards of a deck are units of its treasury (PROTOCOL section 2), each with its number. They have one name for all kinds, which no
/// id can be, because nobody knows the kind of a card before it is scratched.
/// </summary>
public static class DeckName
{
    /// <summary>What stands for the segment.</summary>
    public const string Segment = "deck:cards";

    /// <summary>What stands for the period: a deck has one seed.</summary>
    public const string Period = "deck";

    /// <summary>
    /// How a test member's own deck is called where its order follows from the seed: a deck of the same cards, shuffled by itself. No lottery
    /// has such an id.
    /// </summary>
    public static string ShadowOf(string lottery, MemberKey member) => $"{lottery}/test/{member}";
}
