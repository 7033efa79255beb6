using System.Globalization;
using Jifen.Dashboard.Shell;

namespace Jifen.Dashboard.Live;

/// <summary>What the cluster names, said to a person.</summary>
internal static class LiveSentences
{
    private static readonly Dictionary<string, Phrase> Notices = new(StringComparer.Ordinal)
    {
        [NoticeKinds.PrizeWon] = new("{0} won {1}", "{0} 抽中了{1}"),
        [NoticeKinds.Drawn] = new("{1} was drawn", "“{1}”已开奖"),
        [NoticeKinds.ChallengeReached] = new("{0} completed the challenge {1}", "{0} 完成挑战“{1}”"),
        [NoticeKinds.GrandPrize] = new("{0} completed {1} and gets the grand prize", "{0} 集齐“{1}”，获得大奖"),
        [NoticeKinds.StockOut] = new("{1} is out of stock", "{1}已全部发完"),
        [NoticeKinds.BudgetSpent] = new("The budget of {1} is spent", "“{1}”的预算已用完"),
        [NoticeKinds.CouponsLow] = new("The coupon pool {1} is low: {2} codes to give out", "券码池“{1}”不足：还可发放 {2} 个"),
        [NoticeKinds.CouponsOut] = new("The coupon pool {1} is out of codes", "券码池“{1}”已发完"),
        [NoticeKinds.Published] = new("Version {2} of {1} was published", "“{1}”第 {2} 版已发布"),
        [NoticeKinds.Paused] = new("{1} was paused", "“{1}”已暂停"),
        [NoticeKinds.Resumed] = new("{1} goes on", "“{1}”已恢复"),
        [NoticeKinds.LargeEarning] = new("{0} earned {2} points at once", "{0} 一次获得 {2} 积分"),
        [NoticeKinds.ClockAccepted] = new("The clock was accepted", "时钟已确认"),
        [NoticeKinds.ShardStopped] = new("Shard {2} has stopped", "分片 {2} 已停止"),
        [NoticeKinds.SiloJoined] = new("{1} joined the cluster", "节点 {1} 加入集群"),
        [NoticeKinds.SiloReturned] = new("{1} is back in the cluster", "节点 {1} 重新加入集群"),
        [NoticeKinds.SiloLeft] = new("{1} handed over its shards and left", "节点 {1} 已移交分片并退出"),
        [NoticeKinds.SiloDied] = new("{1} was not heard of and declared dead", "节点 {1} 失去响应，已判定失效"),
        [NoticeKinds.ShardsMoved] = new("{1} took {2} shards", "节点 {1} 接管了 {2} 个分片"),
        [NoticeKinds.DemoStopped] = new("The simulated members stopped: the store holds {2} bytes", "模拟会员已停止：存储已达 {2} 字节"),
    };

    private static readonly Phrase OneShard = new("{0} took a shard", "节点 {0} 接管了 1 个分片");

    private static readonly Dictionary<string, Phrase> Invariants = new(StringComparer.Ordinal)
    {
        ["lots-are-balances"] = new("Lots are the balances", "积分批次之和等于余额"),
        ["points-are-conserved"] = new("Points in are points out and kept", "积分收支平衡"),
        ["refunds-are-booked"] = new("Every refund is booked", "退款已全部入账"),
        ["plays-are-settled"] = new("Every play is settled or waits", "每次抽奖均已结算或在等待"),
        ["cards-are-kept"] = new("Every card is scratched, void or held", "每张刮刮卡均已刮开、作废或在会员手中"),
        ["units-are-kept"] = new("Units granted are used, returned or held", "领用库存均已发放、退回或在手"),
        ["units-are-out"] = new("Units lent out are what treasuries miss", "借出库存与金库账目相符"),
        ["stock-is-whole"] = new("Stock free and out is the total", "在库与在外之和等于总量"),
        ["awards-within-stock"] = new("Awards stay within the stock", "发放不超过库存"),
        ["issued-within-stock"] = new("Issued units stay within the stock", "签发不超过库存"),
        ["spent-within-budget"] = new("Points given stay within the budgets", "发放积分不超过预算"),
    };

    private static readonly Dictionary<CampaignStanding, Phrase> Standings = new()
    {
        [CampaignStanding.Scheduled] = new("Scheduled", "未开始"),
        [CampaignStanding.Live] = new("Live", "进行中"),
        [CampaignStanding.Closed] = new("Closed now", "暂未开放"),
        [CampaignStanding.Paused] = new("Paused", "已暂停"),
        [CampaignStanding.Ended] = new("Ended", "已结束"),
    };

    private static readonly Dictionary<SiloStanding, Phrase> SiloStandings = new()
    {
        [SiloStanding.Live] = new("Live", "在线"),
        [SiloStanding.Leaving] = new("Leaving", "退出中"),
        [SiloStanding.Left] = new("Left", "已退出"),
        [SiloStanding.Dead] = new("Dead", "已失效"),
    };

    private static readonly Dictionary<string, Phrase> Refusals = new(StringComparer.Ordinal)
    {
        [RefusalCodes.Exists] = new("Exists already", "已存在"),
        [RefusalCodes.InsufficientPoints] = new("Not enough points", "积分不足"),
        [RefusalCodes.LimitReached] = new("Limit reached", "达到次数上限"),
        [RefusalCodes.NotOpen] = new("Not open", "未开放"),
        [RefusalCodes.SoldOut] = new("Sold out", "奖品已发完"),
        [RefusalCodes.TooLate] = new("Too late", "上报过晚"),
        [RefusalCodes.FromTheFuture] = new("From the future", "时间在未来"),
        [RefusalCodes.Conflict] = new("Conflict", "冲突"),
        [RefusalCodes.SelfLimited] = new("The member's own limit", "会员自设限制"),
        [RefusalCodes.WrongStep] = new("Step of an order out of turn", "订单步骤不符"),
        [RefusalCodes.NotForMinors] = new("Not for minors", "未成年人不可参与"),
    };

    /// <summary>A kind that this version does not know is shown by its name rather than hidden.</summary>
    public static string Of(LiveNotice notice) => notice is { Kind: NoticeKinds.ShardsMoved, Number: 1 } ? OneShard.With(notice.Subject) : Notices.TryGetValue(notice.Kind, out Phrase phrase)
        ? phrase.With(notice.Member, notice.Name is { } name ? Of(name) : notice.Subject, notice.Number?.ToString("N0", CultureInfo.CurrentCulture))
        : notice.Kind;

    public static string Of(LocalText text) => Phrase.IsChinese ? text.Zh : text.En;

    public static string Of(CampaignStanding standing) => Standings[standing];

    public static string Of(SiloStanding standing) => SiloStandings[standing];

    public static string Invariant(string name) => Invariants.TryGetValue(name, out Phrase phrase) ? phrase : name;

    public static string Refusal(string code) => Refusals.TryGetValue(code, out Phrase phrase) ? phrase : code;
}
