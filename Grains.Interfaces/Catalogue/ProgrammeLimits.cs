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

    /// <summary>Hours that one prize multiplies.</summary>
    public const int MultiplierHours = 2160;

    /// <summary>Hours ahead through which multipliers that follow one another may last: a year.</summary>
    public const int MultiplierAheadHours = 366 * 24;

    public const int Lotteries = 20;
    public const int MinSegments = 2;
    public const int MaxSegments = 24;

    public const int MinCards = 2;
    public const int MaxCards = 24;

    /// <summary>Cards of a deck, over all kinds.</summary>
    public const long DeckCards = 1_000_000_000;

    /// <summary>Days until a card is void.</summary>
    public const int CardDays = 365;

    public const int DrawPrizes = 24;

    /// <summary>Winners and substitutes of a draw.</summary>
    public const int Drawn = 500;

    /// <summary>Entries of a member in one period of a draw.</summary>
    public const int DrawEntries = 1000;

    /// <summary>Hours in which a winner must claim.</summary>
    public const int ClaimHours = 2160;

    /// <summary>Minutes of one step of a stock that is spread over time: a week.</summary>
    public const int DripMinutes = 10_080;

    public const int Boards = 20;
    public const int BoardGraceMinutes = 1440;
    public const int BoardPeriodsKept = 60;

    /// <summary>Days of a campaign whose board counts a streak: a member has each of its days for longer, before they are summed up.</summary>
    public const int StreakBoardDays = 120;

    /// <summary>Rewards of one board.</summary>
    public const int BoardTiers = 10;
    public const long BoardRank = 1_000_000;

    /// <summary>Rules whose points a board counts.</summary>
    public const int BoardRules = 50;

    /// <summary>Ids in each list of a board's scope.</summary>
    public const int BoardScopeIds = 50;

    /// <summary>Members of a full cohort, at least and at most.</summary>
    public const int CohortLeast = 5;
    public const int CohortMost = 100;

    /// <summary>Divisions of a board with cohorts.</summary>
    public const int Divisions = 12;
    public const int Badges = 100;
    public const long BadgeLimit = 10_000_000;
    public const int BadgeSets = 20;
    public const int Categories = 200;
    public const int BadgesInSet = 20;
    public const long BadgeAtLeast = 1_000_000_000;

    /// <summary>Challenges of one campaign.</summary>
    public const int Challenges = 20;
    public const int RollingDays = 90;
    public const int ChallengeTimes = 1_000_000;
    public const long ChallengeAmount = 1_000_000_000_000;
    public const int SetMembers = 20;
    public const int StreakDays = 100;
    public const int StreakFreezes = 100;
    public const int RepairHours = 168;
    public const int PauseDays = 90;

    public const int FirstYear = 2000;
    public const int LastYear = 2199;
    public const int ExpiryMonths = 600;
    public const int ExpiryYears = 50;

    public const int FreePlaysPerDay = 1000;
    public const long PlaysPerMember = 1_000_000_000;
    /// <summary>Tickets that one reward gives.</summary>
    public const int Tickets = 1000;
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
