namespace Jifen.Grains.Interfaces;

/// <summary>The record's member earns more for a time, by the prize or reward that gave this.</summary>
/// <param name="Source">As of <see cref="PrizeSource"/>.</param>
/// <param name="Name">What the prize is called; kept as it was when it was given.</param>
/// <param name="Thousandths">The factor times a thousand, above 1,000.</param>
/// <param name="Kinds">Kinds of activity that earn more; null for all.</param>
/// <param name="Budget">Campaign whose budget gives the points that it adds; null where no budget does.</param>
/// <param name="From">First instant: the record's stamp, or the end of one of the same terms that runs already.</param>
/// <param name="Until">First instant after it.</param>
public sealed record MultiplierWon(
    string Source, LocalText Name, long Thousandths, IReadOnlyList<string>? Kinds, string? Budget, Stamp From, Stamp Until) : GrainEvent;

/// <summary>A multiplier that a member has; one that has not begun follows another.</summary>
/// <param name="Source">As of <see cref="PrizeSource"/>.</param>
/// <param name="Thousandths">The factor times a thousand.</param>
/// <param name="Kinds">Kinds of activity that earn more; null for all.</param>
/// <param name="Until">First instant after it.</param>
public sealed record MultiplierView(string Source, LocalText Name, long Thousandths, IReadOnlyList<string>? Kinds, Stamp From, Stamp Until);

/// <summary>The multiplier by which an activity earned more.</summary>
/// <param name="Source">As of <see cref="PrizeSource"/>.</param>
/// <param name="Thousandths">The factor times a thousand.</param>
/// <param name="Until">First instant after it.</param>
/// <param name="Points">What it added, at least 1; among the points of the activity.</param>
public sealed record AppliedMultiplier(string Source, LocalText Name, long Thousandths, Stamp Until, Points Points);
