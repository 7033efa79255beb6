using System.Numerics;
using Jifen.Grains.Catalogue;

namespace Jifen.Grains.Member.Earnings;

/// <summary>Whole points of one rule for one line, or of one reward.</summary>
/// <param name="Line">Index of the line; null for what no line gave.</param>
internal readonly record struct EarnedShare(IPointsSource Rule, int? Line, BigInteger Points)
{
    /// <summary>Given to a test member, of no budget.</summary>
    public bool IsShadow { get; init; }

    /// <summary>Campaign whose budget gives the points; null where no budget does.</summary>
    public string? Budget => IsShadow ? null : Rule.Budget;
}
