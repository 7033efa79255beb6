using Codes = Jifen.Grains.Interfaces.ProgrammeErrorCodes;

namespace Jifen.Grains.Catalogue.Reading;

/// <summary>What can be wrong at a place of a document, in both languages.</summary>
internal readonly record struct Fault(string Code, string En, string Zh)
{
    public static Fault TooLarge => new(Codes.TooLarge, $"The document is larger than {ProgrammeLimits.DocumentBytes} bytes.",
        $"文档超过 {ProgrammeLimits.DocumentBytes} 字节。");

    public static Fault NotUtf8 => new(Codes.NotUtf8, "The document is not UTF-8.", "文档不是 UTF-8 编码。");

    public static Fault TooManyErrors => new(Codes.TooManyErrors, $"There are more than {ProgrammeLimits.Errors} errors; the rest is not listed.",
        $"错误超过 {ProgrammeLimits.Errors} 个，其余未列出。");

    public static Fault Missing => new(Codes.Missing, "This property is required.", "缺少必填属性。");

    public static Fault UnknownProperty => new(Codes.UnknownProperty, "There is no such property here.", "此处没有这个属性。");

    public static Fault DuplicateProperty => new(Codes.DuplicateProperty, "This property is given twice.", "属性重复。");

    public static Fault NotWhole => new(Codes.NotWhole, "This must be a whole number, written without quotes, point or exponent.",
        "必须是整数，不带引号、小数点或指数。");

    public static Fault Blank => new(Codes.Blank, "This text is empty.", "文字为空。");

    public static Fault NotText => new(Codes.NotText, "This text holds control characters or broken Unicode.", "文字含有控制字符或无效的 Unicode。");

    public static Fault BadId => new(Codes.BadId, $"An id has 1 to {ProgrammeLimits.IdLength} characters out of A-Z, a-z, 0-9, _ and -.",
        $"标识须为 1 至 {ProgrammeLimits.IdLength} 个字符，仅限 A-Z、a-z、0-9、_ 和 -。");

    public static Fault UnknownZone => new(Codes.UnknownZone, "This is no IANA time zone, such as Asia/Shanghai.", "不是 IANA 时区，例如 Asia/Shanghai。");

    public static Fault NotAnInstant => new(Codes.NotAnInstant,
        "This must be an RFC 3339 time with offset and at most microseconds, such as 2026-11-21T08:00:00+08:00.",
        "必须是带时差的 RFC 3339 时间，最多精确到微秒，例如 2026-11-21T08:00:00+08:00。");

    public static Fault EndsBeforeStart => new(Codes.EndsBeforeStart, "The end must be after the start.", "结束时间必须晚于开始时间。");

    public static Fault EmptyDayPart => new(Codes.EmptyDayPart, "A day part must not end when it begins.", "时段的结束不能等于开始。");

    public static Fault NotAFactor => new(Codes.NotAFactor,
        $"A factor is a decimal number in quotes, above 1, at most {ProgrammeLimits.EarningFactor}, with at most three places, such as \"1.5\".",
        $"倍数须为带引号的十进制数，大于 1，不超过 {ProgrammeLimits.EarningFactor}，最多三位小数，例如 \"1.5\"。");

    public static Fault MixedGroup => new(Codes.MixedGroup, "The rules of a group must all give points for amounts, all multiply or all add.",
        "同一叠加组的规则必须同为按金额计分、同为倍数或同为加分。");

    public static Fault BadColor => new(Codes.BadColor, "A colour is # and six hexadecimal digits, such as #e5484d.",
        "颜色须为 # 加六位十六进制数字，例如 #e5484d。");

    public static Fault BadImage => new(Codes.BadImage,
        "A picture is a relative path of letters, digits and . _ - / without empty, . or .. parts.",
        "图片须为相对路径，仅限字母、数字和 . _ - /，不能有空、. 或 .. 段。");

    public static Fault Unplayable => new(Codes.Unplayable, "Nobody could play: there are neither free plays nor tickets nor a cost.",
        "无人能玩：既没有免费次数和抽奖券，也没有价格。");

    public static Fault NotAPrize => new(Codes.NotAPrize, "The guarantee must name a segment with a prize.", "保底必须指向有奖品的格子。");

    public static Fault StockWithoutPrize => new(Codes.StockWithoutPrize, "A segment without a prize has no stock.", "没有奖品的格子不能有库存。");

    public static Fault DripWithoutUnits => new(Codes.DripWithoutUnits, "There are no units to spread over time.", "没有可以分时投放的库存。");

    public static Fault StockOfPool => new(Codes.StockOfPool, "The codes of its pool are the stock of a coupon.", "优惠券的库存就是其券码池中的券码。");

    public static Fault FallbackMissing => new(Codes.FallbackMissing, "A stocked prize needs a fallback, or the wheel must close when it is empty.",
        "有库存的奖品需要候补格子，或者把转盘设为售完即关闭。");

    public static Fault FallbackUnused => new(Codes.FallbackUnused, "A segment without stock never falls back.", "没有库存的格子不会用到候补。");

    public static Fault FallbackCycle => new(Codes.FallbackCycle, "The fallbacks from here run in a circle.", "从这里开始的候补形成循环。");

    public static Fault UniqueWithoutPrize => new(Codes.UniqueWithoutPrize, "A segment without a prize cannot be unique.", "没有奖品的格子不能设为唯一。");

    public static Fault SubstituteMissing => new(Codes.SubstituteMissing, "A unique prize needs a substitute for members who own it.", "唯一奖品需要替代格子，给已经拥有它的会员。");

    public static Fault SubstituteUnused => new(Codes.SubstituteUnused, "Only a unique prize has a substitute.", "只有唯一奖品才有替代格子。");

    public static Fault SubstituteUnique => new(Codes.SubstituteUnique, "A substitute must not be unique itself.", "替代格子本身不能是唯一奖品。");

    public static Fault SubstituteCycle => new(Codes.SubstituteCycle, "The substitute leads back here by fallbacks and substitutes.", "替代格子经由候补和替代又回到这里。");

    public static Fault NotJson(long line, long column) => new(Codes.NotJson,
        $"The document is not JSON, or nested deeper than {ProgrammeLimits.Depth}, at line {line}, byte {column}.",
        $"第 {line} 行第 {column} 字节处不是有效的 JSON，或嵌套超过 {ProgrammeLimits.Depth} 层。");

    public static Fault WrongType(JsonType expected) => new(Codes.WrongType, $"This must be {expected.En}.", $"必须是{expected.Zh}。");

    public static Fault OutOfRange(long least, long most) => new(Codes.OutOfRange, $"This must be from {least} to {most}.",
        $"必须在 {least} 到 {most} 之间。");

    public static Fault TooFew(int least) => new(Codes.TooFew, $"There must be at least {least}.", $"至少要有 {least} 个。");

    public static Fault TooMany(int most) => new(Codes.TooMany, $"There may be at most {most}.", $"最多 {most} 个。");

    public static Fault TooLong(int most) => new(Codes.TooLong, $"This text is longer than {most} characters.", $"文字超过 {most} 个字符。");

    public static Fault UnknownValue(string known) => new(Codes.UnknownValue, $"This must be one of: {known}.", $"必须是以下之一：{known}。");

    public static Fault EitherOr(string one, string other) => new(Codes.EitherOr, $"Give either {one} or {other}.", $"{one} 与 {other} 二选一。");

    public static Fault DuplicateId(string first) => new(Codes.DuplicateId, $"The same stands at {first} already.", $"与 {first} 重复。");

    public static Fault InGap(string zone) => new(Codes.InGap, $"Clocks in {zone} skip this time when they go forward.",
        $"{zone} 的时钟拨快时会跳过这个时间。");

    public static Fault NotATime(string latest) => new(Codes.NotATime, $"This must be a time of day from 00:00 to {latest}.",
        $"必须是 00:00 到 {latest} 之间的时刻。");

    public static Fault OverlappingDayParts(string other) => new(Codes.OverlappingDayParts, $"This day part overlaps {other}.", $"此时段与 {other} 重叠。");

    public static Fault PerDayAboveTotal(long total) => new(Codes.PerDayAboveTotal, $"The number of a day must not be above the total, {total}.",
        $"每日数量不能大于总数 {total}。");

    public static Fault WeightsTooLarge => new(Codes.WeightsTooLarge, $"The weights of a wheel must sum up to at most {ProgrammeLimits.TotalWeight}.",
        $"转盘的权重之和不能大于 {ProgrammeLimits.TotalWeight}。");

    public static Fault DeckTooLarge => new(Codes.DeckTooLarge, $"A deck has at most {ProgrammeLimits.DeckCards} cards, over all kinds.",
        $"一副卡最多 {ProgrammeLimits.DeckCards} 张（各类合计）。");

    public static Fault DrawTooLarge => new(Codes.DrawTooLarge, $"A draw has at most {ProgrammeLimits.Drawn} winners and substitutes together.",
        $"一次抽签的中奖者与候补者合计最多 {ProgrammeLimits.Drawn} 名。");

    public static Fault OutsideCampaign => new(Codes.OutsideCampaign, "This must lie within the campaign: after it starts and not after it ends.",
        "必须在活动期间之内：晚于活动开始，且不晚于活动结束。");

    public static Fault SubstitutesUnused => new(Codes.SubstitutesUnused, "Without a time to claim in, substitutes are never called: give claim too.",
        "没有领奖期限就不会用到候补者：请同时填写 claim。");

    public static Fault NothingToWin => new(Codes.NotAPrize, "A prize of a draw must give something.", "抽签的奖品不能为空。");

    public static Fault NothingForSet => new(Codes.NotAPrize, "A grand prize must give something.", "套装大奖不能为空。");

    public static Fault GrandCycle => new(Codes.GrandCycle, "This badge belongs to the set itself, or leads back to it through the grand prizes of other sets.",
        "这枚徽章属于该套装本身，或经由其他套装的大奖又回到该套装。");

    public static Fault UnboundedPoints(string lottery, string segment) => new(Codes.UnboundedPoints,
        $"Within a budget every prize of points needs a stock, and {segment} of {lottery} has none.", $"设有预算时，每个积分奖品都要有库存，而 {lottery} 的 {segment} 没有。");

    public static Fault BudgetTooSmall(Int128 prizes) => new(Codes.BudgetTooSmall, $"The prizes alone may give {prizes} points.", $"仅奖品就可能发出 {prizes} 积分。");

    public static Fault UnknownRule => new(Codes.UnknownRule, "The programme has no earning rule with this id.", "计划没有这个标识的积分规则。");

    public static Fault UnknownCampaign => new(Codes.UnknownCampaign, "The programme has no campaign with this id.", "计划没有这个标识的活动。");

    public static Fault UnknownBadge => new(Codes.UnknownBadge, "The programme has no badge with this id.", "计划没有这个标识的徽章。");

    public static Fault UnknownLottery => new(Codes.UnknownLottery, "The programme has no lottery with this id.", "计划没有这个标识的抽奖活动。");

    public static Fault LimitedPrize => new(Codes.LimitedPrize, "A badge with a limit is no prize: who is told of it must get it, and it can run out.", "限量徽章不能作为奖品：告知中奖就必须发放，而它可能已经发完。");

    public static Fault NotGiven => new(Codes.NotGiven, "Only a badge whose counter is given can be a reward.", "只有计数方式为 given 的徽章才能作为奖励。");

    public static Fault NoReward => new(Codes.NoReward, "A reward gives points, tickets, a badge, a coupon or a multiplier.", "奖励须包含积分、抽奖券、徽章、优惠券或积分加倍。");

    public static Fault OneListOf => new(Codes.EitherOr, "Give one of categories, merchants and badges.", "categories、merchants、badges 三选一。");

    public static Fault PointsByBadges => new(Codes.PointsByBadges,
        "A set of badges is complete with any event, which a budget may not hold up: within a budget it gives tickets or a badge.",
        "徽章集可由任何事件集齐，不能等待预算：设有预算时只能奖励抽奖券或徽章。");

    public static Fault LimitFixed => new(Codes.LimitFixed,
        "A badge keeps the limit that it was first published with, or none; a limit may only be raised.", "徽章首次发布时的限量（或不限量）不可更改，限量只能提高。");

    public static Fault NoBudget => new(Codes.NoBudget, "The campaign has no budget.", "该活动没有预算。");

    public static Fault RankNotBelow(long above) => new(Codes.RankNotBelow, $"This must be more than {above}, where the reward before it ends.", $"必须大于上一档奖励的截止值 {above}。");

    public static Fault NeverFinal => new(Codes.NeverFinal, "A board of all time is never final, so that it gives no rewards.", "总榜没有最终名次，不能设置奖励。");

    public static Fault NeverSettled => new(Codes.NeverSettled, "A board of all time never ends, so that nobody would rise or fall between divisions.", "总榜永不结束，无法在级别之间升降，不能分组。");

    public static Fault UnknownStreak => new(Codes.UnknownStreak, "The programme has no streak with this id.", "计划没有这个标识的连续挑战。");

    public static Fault StreakOfADay => new(Codes.StreakOfADay, "Within one day no streak is longer than one: count it by week, month, campaign or all-time.",
        "一天之内连续天数最多为 1：请按 week、month、campaign 或 all-time 统计。");

    public static Fault StreakOfMemberZone => new(Codes.StreakOfMemberZone,
        "Days of this streak are those of each member's zone, and the board closes by the programme's: only a board of all time can count it.",
        "该连续挑战按会员所在时区计日，而榜单按计划的时区结束：只有总榜可以统计它。");

    public static Fault StreakOfAnother => new(Codes.StreakOfAnother, "A board of a campaign's days counts a streak of that campaign.", "按活动统计的榜单只能统计该活动的连续挑战。");

    public static Fault StreakTooLong => new(Codes.StreakTooLong,
        $"The days of a streak are kept one by one for {ProgrammeLimits.StreakBoardDays} days, and the campaign is longer: count it by week, month or all-time.",
        $"连续挑战逐日保留 {ProgrammeLimits.StreakBoardDays} 天，而该活动更长：请按 week、month 或 all-time 统计。");

    public static Fault CohortTooSmall(long size) => new(Codes.CohortTooSmall, $"Those who rise and those who fall must together be at most the size of a cohort, {size}.",
        $"晋级与降级人数之和不能超过每组人数 {size}。");

    public static Fault RewardsBesideCohorts => new(Codes.RewardsBesideCohorts,
        "A board with cohorts has no one list whose ranks could be rewarded: it promotes and demotes instead.", "分组的榜单没有统一的名次可以奖励，只有晋级和降级，不能设置奖励。");

    public static Fault OutsideBudget => new(Codes.OutsideBudget,
        "Within a budget, what stands in for the coupon of a reward cannot be points: no budget would hold them.", "设有预算时，奖励优惠券的替代品不能是积分，因为预算无法计入。");

    public static Fault UnknownSegment => new(Codes.UnknownSegment, "The wheel has no segment with this id.", "转盘没有这个标识的格子。");
}
