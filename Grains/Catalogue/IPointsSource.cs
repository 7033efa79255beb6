namespace Jifen.Grains.Catalogue;

/// <summary>What gives points: a rule, or a reward that is due.</summary>
public interface IPointsSource
{
    /// <summary>Name of the rule in the member's history.</summary>
    string Id { get; }

    /// <summary>Campaign whose budget gives the points; null where no budget does.</summary>
    string? Budget { get; }
}
