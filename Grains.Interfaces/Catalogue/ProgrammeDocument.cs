namespace Jifen.Grains.Interfaces;

/// <summary>
/// All that marketing defines, as one immutable document. Only <c>ProgrammeReader</c> makes one from JSON, so whoever holds it may
/// rely on every rule of docs/programme.md.
/// </summary>
/// <param name="Zone">IANA name of the zone whose days, months and years the programme counts.</param>
public sealed record ProgrammeDocument(
    string Programme, string Zone, LocalText Name, ExpiryRule Expiry, IReadOnlyList<CampaignDocument> Campaigns)
{
    /// <summary>A member of whom it is not known is taken for a minor.</summary>
    public bool UnknownAgeIsMinor { get; init; }

    public IReadOnlyList<BoardDocument> Boards { get; init; } = [];

    public IReadOnlyList<BadgeDocument> Badges { get; init; } = [];

    public IReadOnlyList<BadgeSetDocument> BadgeSets { get; init; } = [];

    /// <summary>Names of categories; one without is called by its id.</summary>
    public IReadOnlyList<CategoryDocument> Categories { get; init; } = [];
}
