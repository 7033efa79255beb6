namespace Jifen.Grains.Interfaces;

/// <summary>The codes of <see cref="ProgrammeError"/>. Clients switch on them; they are never renamed.</summary>
public static class ProgrammeErrorCodes
{
    public const string TooLarge = "too_large";
    public const string NotUtf8 = "not_utf8";
    public const string NotJson = "not_json";
    public const string TooManyErrors = "too_many_errors";

    public const string Missing = "missing";
    public const string UnknownProperty = "unknown_property";
    public const string DuplicateProperty = "duplicate_property";
    public const string WrongType = "wrong_type";
    public const string NotWhole = "not_whole";
    public const string OutOfRange = "out_of_range";
    public const string TooFew = "too_few";
    public const string TooMany = "too_many";
    public const string Blank = "blank";
    public const string TooLong = "too_long";
    public const string NotText = "not_text";
    public const string UnknownValue = "unknown_value";
    public const string BadId = "bad_id";
    public const string DuplicateId = "duplicate_id";

    public const string UnknownZone = "unknown_zone";
    public const string NotAnInstant = "not_an_instant";
    public const string InGap = "in_gap";
    public const string EndsBeforeStart = "ends_before_start";
    public const string NotATime = "not_a_time";
    public const string EmptyDayPart = "empty_day_part";
    public const string OverlappingDayParts = "overlapping_day_parts";

    public const string EitherOr = "either_or";
    public const string NotAFactor = "not_a_factor";
    public const string MixedGroup = "mixed_group";

    public const string BudgetTooSmall = "budget_too_small";
    public const string UnboundedPoints = "unbounded_points";

    public const string BadColor = "bad_color";
    public const string BadImage = "bad_image";
    public const string Unplayable = "unplayable";
    public const string PerDayAboveTotal = "per_day_above_total";
    public const string WeightsTooLarge = "weights_too_large";
    public const string DeckTooLarge = "deck_too_large";
    public const string DrawTooLarge = "draw_too_large";
    public const string OutsideCampaign = "outside_campaign";
    public const string SubstitutesUnused = "substitutes_unused";
    public const string UnknownSegment = "unknown_segment";
    public const string NotAPrize = "not_a_prize";
    public const string StockWithoutPrize = "stock_without_prize";
    public const string DripWithoutUnits = "drip_without_units";
    public const string StockOfPool = "stock_of_pool";
    public const string FallbackMissing = "fallback_missing";
    public const string FallbackUnused = "fallback_unused";
    public const string FallbackCycle = "fallback_cycle";
    public const string UniqueWithoutPrize = "unique_without_prize";
    public const string SubstituteMissing = "substitute_missing";
    public const string SubstituteUnused = "substitute_unused";
    public const string SubstituteUnique = "substitute_unique";
    public const string SubstituteCycle = "substitute_cycle";

    public const string UnknownBadge = "unknown_badge";
    public const string UnknownRule = "unknown_rule";
    public const string UnknownCampaign = "unknown_campaign";
    public const string UnknownLottery = "unknown_lottery";
    public const string NotGiven = "not_given";
    public const string GrandCycle = "grand_cycle";
    public const string LimitedPrize = "limited_prize";
    public const string NoReward = "no_reward";
    public const string PointsByBadges = "points_by_badges";
    public const string LimitFixed = "limit_fixed";
    public const string NoBudget = "no_budget";
    public const string RankNotBelow = "rank_not_below";
    public const string NeverFinal = "never_final";
    public const string NeverSettled = "never_settled";
    public const string UnknownStreak = "unknown_streak";
    public const string StreakOfADay = "streak_of_a_day";
    public const string StreakOfMemberZone = "streak_of_member_zone";
    public const string StreakOfAnother = "streak_of_another";
    public const string StreakTooLong = "streak_too_long";
    public const string CohortTooSmall = "cohort_too_small";
    public const string RewardsBesideCohorts = "rewards_beside_cohorts";
    public const string OutsideBudget = "outside_budget";
}
