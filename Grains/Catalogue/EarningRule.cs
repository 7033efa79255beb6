using System.Collections.Frozen;

namespace Jifen.Grains.Catalogue;

/// <summary>So many points for each so many minor units.</summary>
public sealed class EarningRule
{
    private readonly FrozenSet<string> kinds;
    private readonly long points;
    private readonly long per;

    internal EarningRule(EarningDocument document)
    {
        Id = document.Id;
        Name = document.Name;
        kinds = document.Kinds.ToFrozenSet(StringComparer.Ordinal);
        points = document.Points;
        per = document.Per;
    }

    public string Id { get; }

    public LocalText Name { get; }

    /// <summary>Whether activities of this kind earn by this rule.</summary>
    public bool Covers(string kind) => kinds.Contains(kind);

    /// <summary>Exact points for an amount in minor units, at least 0, rounded down once.</summary>
    /// <exception cref="OverflowException">More points than <see cref="long"/> holds.</exception>
    public Points For(long amount) => TryFor(amount, out Points earned)
        ? earned
        : throw new OverflowException($"Rule {Id} gives more points for {amount} than a number holds.");

    /// <summary>As <see cref="For"/>; false where the points are more than <see cref="long"/> holds.</summary>
    public bool TryFor(long amount, out Points earned)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        Int128 exact = (Int128)amount * points / per;
        bool fits = exact <= long.MaxValue;
        earned = fits ? new((long)exact) : Points.Zero;
        return fits;
    }
}
