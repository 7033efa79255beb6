namespace Jifen.Grains.Interfaces;

/// <summary>The periods of a prize draw that some shard has closed.</summary>
public sealed record DrawingsView(IReadOnlyList<DrawingView> Drawings);

/// <summary>How a period stands at the draw's home.</summary>
/// <param name="Closed">Shards that have closed it.</param>
/// <param name="Hash">SHA-256 over the hashes of all shards in their order; null until all have closed it.</param>
/// <param name="Catalogue">Version whose prizes are won; null until it is drawn.</param>
/// <param name="Winners">How many of <paramref name="Slips"/> win; the others are substitutes.</param>
/// <param name="Slips">Those drawn, smallest slip first; none until it is drawn.</param>
/// <param name="Places">By place.</param>
public sealed record DrawingView(
    string Period, Hash256 SeedCommitment, string? Seed, int Closed, long Members, long Entries, Hash256? Hash, long? Catalogue, int Winners,
    IReadOnlyList<DrawnSlip> Slips, IReadOnlyList<DrawPlaceView> Places);

/// <param name="Drawn">Index in <see cref="DrawingView.Slips"/> of the member who has the place.</param>
public sealed record DrawPlaceView(int Place, string Prize, int Drawn, DrawPlaceState State);

/// <summary>What has become of a place.</summary>
public enum DrawPlaceState
{
    /// <summary>The prize was given at once.</summary>
    Given,

    /// <summary>The winner may claim.</summary>
    Open,

    Claimed,

    /// <summary>The winner did not claim, and no substitute is left.</summary>
    Lapsed,
}

/// <summary>The newest draws that a member entered or won, newest first.</summary>
public sealed record MemberDrawsView(IReadOnlyList<MemberDrawView> Draws)
{
    /// <summary>The member is a test member: its entries are not drawn from.</summary>
    public bool IsTest { get; init; }
}

/// <param name="Entries">The member's.</param>
/// <param name="Drawn">The result is known on the member's shard.</param>
public sealed record MemberDrawView(string Lottery, string Period, long Entries, bool Closed, bool Drawn, MemberWinView? Win);

/// <param name="Catalogue">Catalogue version whose prize it is.</param>
/// <param name="Deadline">First instant at which it is too late to claim; null where there is nothing to claim.</param>
public sealed record MemberWinView(int Place, string Prize, long Catalogue, Stamp? Deadline, WinState State);

/// <summary>What has become of a member's win.</summary>
public enum WinState
{
    /// <summary>To be claimed.</summary>
    Open,

    /// <summary>The member has it.</summary>
    Given,

    /// <summary>It was not claimed in time.</summary>
    Lapsed,
}
