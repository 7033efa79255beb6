namespace Jifen.Grains.Interfaces;

/// <summary>How long a board counts before it begins anew.</summary>
public enum PeriodKind
{
    /// <summary>A day of the programme.</summary>
    Day,

    /// <summary>An ISO 8601 week: Monday to Sunday of the programme.</summary>
    Week,

    /// <summary>A month of the programme's calendar.</summary>
    Month,

    /// <summary>The days of one campaign.</summary>
    Campaign,

    /// <summary>One period without an end.</summary>
    AllTime,
}
