namespace Jifen.Grains.Interfaces;

/// <summary>Bounds of a programme document. A document past one of them is refused with an error that names the place.</summary>
public static class ProgrammeLimits
{
    public const int DocumentBytes = 256 * 1024;

    /// <summary>Nesting of objects and arrays; the name of a goods prize lies deepest, at 9.</summary>
    public const int Depth = 32;

    /// <summary>Errors told of one document; one more says that there are others.</summary>
    public const int Errors = 1000;

    /// <summary>UTF-16 code units of any text.</summary>
    public const int TextLength = 256;

    public const int IdLength = 64;

    public const int Campaigns = 100;
    public const int DayParts = 24;
    public const int EarningRules = 50;
    public const int Kinds = 20;
    /// <summary>Merchants, channels, categories or tags that a rule asks for.</summary>
    public const int ConditionValues = 50;

    /// <summary>Largest factor of a rule that multiplies.</summary>
    public const int EarningFactor = 1000;
    public const int Lotteries = 20;
    public const int MinSegments = 2;
    public const int MaxSegments = 24;

    public const int Boards = 20;
    public const int BoardGraceMinutes = 1440;
    public const int BoardPeriodsKept = 60;
    public const int Badges = 100;
    public const int BadgeSets = 20;
    public const int BadgesInSet = 20;
    public const long BadgeAtLeast = 1_000_000_000;

    public const int FirstYear = 2000;
    public const int LastYear = 2199;
    public const int ExpiryMonths = 600;
    public const int ExpiryYears = 50;

    public const int FreePlaysPerDay = 1000;
    public const long PlaysPerMember = 1_000_000_000;
    public const int MinGuaranteePlays = 2;
    public const int MaxGuaranteePlays = 10_000;
    public const long Points = 1_000_000_000;
    public const long EarningPoints = 1_000_000;
    public const long EarningPer = 1_000_000_000;
    public const long BudgetPoints = 1_000_000_000_000;
    public const long StockUnits = 1_000_000_000;

    /// <summary>Sum of a wheel's weights: the largest integer that JavaScript holds exactly, for widgets that show odds.</summary>
    public const long TotalWeight = (1L << 53) - 1;
}
