namespace Jifen.Grains.Member;

/// <summary>A play that waits for its unit.</summary>
/// <param name="Taken">As it was taken; its wait is the present one.</param>
/// <param name="Parts">What was paid for it.</param>
public sealed record OpenPlay(PlayTaken Taken, IReadOnlyList<LotPart> Parts)
{
    public PlayId Id => Taken.Play;

    public string Lottery => Taken.Lottery;

    public UnitWait Wait => Taken.Wait!;

    public PlayTerms Terms => Taken.Terms!;
}
