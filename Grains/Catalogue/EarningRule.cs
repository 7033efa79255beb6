namespace Jifen.Grains.Catalogue;

/// <summary>A rule by which activities earn: when and for what it holds, and what it does.</summary>
public sealed class EarningRule : IPointsSource
{
    private readonly ActivityFilter filter;

    internal EarningRule(EarningDocument document, ProgrammeCalendar calendar, string? budget)
    {
        Budget = budget;
        Id = document.Id;
        Name = document.Name;
        Effect = document.Effect;
        Group = document.Group;
        Caps = document.Caps;
        filter = new(document.Kinds, document.When, calendar);
    }

    public string Id { get; }

    public LocalText Name { get; }

    public EarningEffect Effect { get; }

    /// <summary>Stacking group; null where the rule stands by itself.</summary>
    public string? Group { get; }

    public EarningCaps Caps { get; }

    /// <summary>Campaign whose budget gives the points; null where no budget does.</summary>
    public string? Budget { get; }

    /// <summary>Whether activities like this one earn by this rule, as far as that does not depend on their lines.</summary>
    public bool Covers(ReportActivity activity) => filter.Covers(activity);

    /// <summary>Whether the amount of a line earns by this rule.</summary>
    /// <param name="line">Null for the amount in no line.</param>
    public bool Covers(ActivityLine? line) => filter.Covers(line);
}
