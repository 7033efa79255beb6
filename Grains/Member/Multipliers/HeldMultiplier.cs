namespace Jifen.Grains.Member.Multipliers;

/// <summary>A multiplier of a member, with all of its terms; fields as of <see cref="MultiplierWon"/>.</summary>
public sealed record HeldMultiplier(
    string Source, LocalText Name, long Thousandths, IReadOnlyList<string>? Kinds, string? Budget, Stamp From, Stamp Until)
{
    public MultiplierView View => new(Source, Name, Thousandths, Kinds, From, Until);

    /// <summary>Whether an activity of this kind that happened then earns more by it.</summary>
    public bool Covers(string kind, Stamp at) => From <= at && at < Until && (Kinds is null || Kinds.Contains(kind, StringComparer.Ordinal));

    /// <summary>Whether another one may only follow it: side by side one of the two would be worth nothing.</summary>
    internal bool HasTerms(long thousandths, IReadOnlyList<string>? kinds, string? budget) =>
        Thousandths == thousandths && Budget == budget && (Kinds ?? []).SequenceEqual(kinds ?? [], StringComparer.Ordinal);

    internal static HeldMultiplier Of(MultiplierWon won) => Shared(new(won.Source, won.Name, won.Thousandths, won.Kinds, won.Budget, won.From, won.Until));

    /// <remarks>What the catalogue says repeats in every member: each id is kept in memory once.</remarks>
    internal static HeldMultiplier Shared(HeldMultiplier held) => held with
    {
        Source = MemberGrain.Shared(held.Source),
        Name = new(MemberGrain.Shared(held.Name.En), MemberGrain.Shared(held.Name.Zh)),
        Kinds = held.Kinds?.Select(MemberGrain.Shared).ToList(),
        Budget = held.Budget is null ? null : MemberGrain.Shared(held.Budget),
    };
}
