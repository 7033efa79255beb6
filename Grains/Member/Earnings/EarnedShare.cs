using System.Numerics;
using Jifen.Grains.Catalogue;

namespace Jifen.Grains.Member.Earnings;

/// <summary>Whole points of one rule for one line, or of one reward.</summary>
/// <param name="Line">Index of the line; null for what no line gave.</param>
internal readonly record struct EarnedShare(IPointsSource Rule, int? Line, BigInteger Points);
