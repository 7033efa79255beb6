namespace Jifen.Grains.Member;

/// <summary>A settled play of which the member may not have watched the outcome.</summary>
/// <param name="Lottery">Null once it has been seen.</param>
/// <param name="Segment">Null once it has been seen.</param>
public readonly record struct Reveal(Sequence Play, string? Lottery, string? Segment)
{
    public bool IsSeen => Lottery is null;
}
