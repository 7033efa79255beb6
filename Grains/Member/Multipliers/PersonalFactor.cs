using Jifen.Grains.Catalogue;

namespace Jifen.Grains.Member.Multipliers;

/// <summary>A multiplier as the rule of the points that it adds.</summary>
internal sealed record PersonalFactor(HeldMultiplier Held) : IPointsSource
{
    /// <remarks>No rule of a programme can be called so, because their ids have no colon.</remarks>
    public string Id => $"multiplier:{Held.Source}";

    public string? Budget => Held.Budget;
}
