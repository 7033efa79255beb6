using Jifen.Dashboard.Shell;

namespace Jifen.Dashboard.Live;

/// <summary>Texts of the live page.</summary>
internal static class LiveTexts
{
    public static readonly Phrase Title = new("Live", "实时");
    public static readonly Phrase AsOf = new("as of {0}", "截至 {0}");
    public static readonly Phrase RunningSince = new("running for {0}", "已运行 {0}");
    public static readonly Phrase Stale = new("No new figures since {0}.", "自 {0} 起没有新的数据。");
    public static readonly Phrase ClockDoubt = new("The clock is in doubt: what depends on the calendar waits.", "时钟存疑：依赖日历的操作暂缓执行。");
    public static readonly Phrase ShardsStopped = new("{0} of {1} shards do not serve.", "{1} 个分片中有 {0} 个未在服务。");
    public static readonly Phrase AllWell = new("All is well", "一切正常");

    public static readonly Phrase Totals = new("Since the programme began", "计划开始以来");
    public static readonly Phrase Members = new("Members", "会员");
    public static readonly Phrase Activities = new("Activities", "活动行为");
    public static readonly Phrase Plays = new("Plays", "抽奖次数");
    public static readonly Phrase Prizes = new("Prizes", "中奖次数");
    public static readonly Phrase PointsIn = new("Points in", "积分发放");
    public static readonly Phrase PointsOut = new("Points out", "积分消耗");
    public static readonly Phrase Badges = new("Badges", "徽章");
    public static readonly Phrase In = new("in", "发放");
    public static readonly Phrase Out = new("out", "消耗");
    public static readonly Phrase Points = new("Points", "积分");

    public static readonly Phrase LastMinutes = new("The last five minutes, per second", "最近五分钟（每秒）");
    public static readonly Phrase PerSecond = new("{0} per second", "每秒{0}");
    public static readonly Phrase Unit = new("/s", "/秒");
    public static readonly Phrase ChartSaid = new("{0}: {1} now, {2} at most in the last five minutes", "{0}：当前 {1}，最近五分钟最高 {2}");
    public static readonly Phrase FiveMinutesAgo = new("5 min ago", "5 分钟前");
    public static readonly Phrase Now = new("now", "现在");
    public static readonly Phrase Quiet = new("Nothing in the last five minutes", "最近五分钟没有动静");

    public static readonly Phrase Latency = new("Latency", "延迟");
    public static readonly Phrase LatencyLead = new("Over the last minute", "最近一分钟");
    public static readonly Phrase Answer = new("Answer", "应答");
    public static readonly Phrase Durable = new("Durable", "落盘");
    public static readonly Phrase LatencyHint = new(
        "Answer: from a call’s arrival to its answer. Durable: from a decision to its place on the disk.", "应答：从收到请求到给出应答。落盘：从作出决定到写入磁盘。");
    public static readonly Phrase Measured = new("measured", "样本数");
    public static readonly Phrase NoCalls = new("No calls in the last minute, so there is nothing to measure.", "最近一分钟没有请求，因此没有可测量的延迟。");

    public static readonly Phrase Journal = new("Journal", "日志");
    public static readonly Phrase Records = new("Records", "记录数");
    public static readonly Phrase Size = new("Size on disk", "磁盘占用");
    public static readonly Phrase Batch = new("Records a commit", "每次提交的记录");
    public static readonly Phrase BatchLargest = new("largest {0}", "最大 {0}");
    public static readonly Phrase Commits = new("Commits a second", "每秒提交");
    public static readonly Phrase Queue = new("In queues", "排队请求");
    public static readonly Phrase Waiting = new("Waiting", "等待中");
    public static readonly Phrase Memory = new("Memory", "内存");
    public static readonly Phrase Processor = new("Processor", "处理器");
    public static readonly Phrase Streams = new("Open streams", "事件流");

    public static readonly Phrase Shards = new("Shards", "分片");
    public static readonly Phrase ShardsLead = new("Darker: more calls in the last second", "颜色越深，最近一秒的请求越多");
    public static readonly Phrase ShardSaid = new(
        "Shard {0}: {1} calls a second, {2} queued, {3} waiting, {4} members in memory, {5} records since the checkpoint",
        "分片 {0}：每秒 {1} 次请求，排队 {2}，等待 {3}，内存会员 {4}，检查点后记录 {5}");
    public static readonly Phrase NotServing = new("not serving", "未在服务");
    public static readonly Phrase ShardsBySilo = new("By silo; stronger: more calls in the last second", "按节点着色；颜色越深，最近一秒的请求越多");
    public static readonly Phrase OnSilo = new("on {0}", "在 {0}");
    public static readonly Phrase Nobody = new("nobody has it", "无归属");
    public static readonly Phrase JustMoved = new("just moved", "刚刚迁移");
    public static readonly Phrase Resident = new("Members in memory", "内存中的会员");
    public static readonly Phrase SinceCheckpoint = new("Since checkpoints", "检查点后记录");

    public static readonly Phrase Silos = new("Silos", "节点");
    public static readonly Phrase Silo = new("Silo", "节点");
    public static readonly Phrase SiloSince = new("since {0}", "自 {0}");
    public static readonly Phrase ThisSilo = new("this page", "当前页面");
    public static readonly Phrase CallsASecond = new("Calls a second", "每秒请求");
    public static readonly Phrase Lag = new("Last heard", "上次心跳");
    public static readonly Phrase Ago = new("{0} s ago", "{0} 秒前");
    public static readonly Phrase Undurable = new("Not durable", "待落盘");
    public static readonly Phrase SiloDead = new("{0} is dead: its shards went to others.", "{0} 已失效：其分片由其他节点接管。");
    public static readonly Phrase HereLead = new("this silo", "本节点");
    public static readonly Phrase JournalHere = new("Commits and process: this silo", "提交与进程数据为本节点");

    public static readonly Phrase Stock = new("Stock", "奖品库存");
    public static readonly Phrase Prize = new("Prize", "奖品");
    public static readonly Phrase Awarded = new("Awarded", "已发放");
    public static readonly Phrase Allotted = new("On shards", "分片持有");
    public static readonly Phrase Left = new("Left", "剩余");
    public static readonly Phrase Released = new("released", "已投放");
    public static readonly Phrase Expired = new("expired", "已过期");
    public static readonly Phrase Total = new("Total", "总量");
    public static readonly Phrase PerHour = new("An hour", "每小时");
    public static readonly Phrase Empty = new("Empty in", "预计发完");
    public static readonly Phrase NeverEmpty = new("not at this rate", "按当前速度不会发完");
    public static readonly Phrase Gone = new("gone", "已发完");
    public static readonly Phrase NoStock = new("No prize of this programme has a stock.", "当前计划没有设库存的奖品。");

    public static readonly Phrase Budgets = new("Budgets, in points", "积分预算");
    public static readonly Phrase Given = new("Given", "已发放");
    public static readonly Phrase NoBudget = new("No campaign of this programme has a budget.", "当前计划没有设预算的营销活动。");

    public static readonly Phrase Campaigns = new("Campaigns and games", "营销活动与游戏");
    public static readonly Phrase Campaign = new("Campaign", "营销活动");
    public static readonly Phrase Game = new("Game", "游戏");
    public static readonly Phrase State = new("State", "状态");
    public static readonly Phrase Action = new("Action", "操作");
    public static readonly Phrase Opens = new("opens {0}", "{0} 开始");
    public static readonly Phrase Closes = new("closes {0}", "{0} 结束");
    public static readonly Phrase Pause = new("Pause", "暂停");
    public static readonly Phrase Resume = new("Resume", "恢复");
    public static readonly Phrase PauseOf = new("Pause {0}", "暂停“{0}”");
    public static readonly Phrase ResumeOf = new("Resume {0}", "恢复“{0}”");
    public static readonly Phrase NoCampaigns = new("No programme is published yet. The API takes one at PUT /v1/catalogue.", "尚未发布计划。可通过 API PUT /v1/catalogue 发布。");
    public static readonly Phrase Reason = new("Reason", "原因");
    public static readonly Phrase ReasonLead = new("Kept in the journal with your name.", "将与您的用户名一起记入日志。");
    public static readonly Phrase ReasonNeeded = new("A reason is needed.", "请填写原因。");
    public static readonly Phrase PauseLead = new("Players feel it at once: no play commits after this.", "立即对玩家生效：此后不再有新的抽奖成立。");
    public static readonly Phrase ResumeLead = new("Players may play again at once.", "玩家可立即继续参与。");
    public static readonly Phrase Cancel = new("Cancel", "取消");
    public static readonly Phrase Done = new("{0} is paused.", "“{0}”已暂停。");
    public static readonly Phrase Undone = new("{0} goes on.", "“{0}”已恢复。");
    public static readonly Phrase NotAllowed = new("Your role does not allow this.", "您的角色无权执行此操作。");
    public static readonly Phrase Failed = new("It could not be done. Please try again.", "操作未成功，请重试。");

    public static readonly Phrase Invariants = new("Invariants", "不变式");
    public static readonly Phrase InvariantsLead = new("Two sums over all shards that must agree, checked every second", "对全部分片求和、每秒核对一次，两数必须相符");
    public static readonly Phrase Holds = new("holds", "成立");
    public static readonly Phrase Broken = new("broken", "不成立");
    public static readonly Phrase NotChecked = new("The first check is under way.", "正在进行首次核对。");

    public static readonly Phrase Feed = new("Notable events", "动态");
    public static readonly Phrase NoFeed = new("Nothing notable yet. Goods won, stock running out, pauses and large earnings will stand here.", "暂无动态。实物中奖、库存耗尽、暂停与大额积分将显示在这里。");

    public static readonly Phrase Refusals = new("Refusals", "规则拒绝");
    public static readonly Phrase RefusalsLead = new("Since the silo started", "本次启动以来");
    public static readonly Phrase NoRefusals = new("The rules have refused nothing.", "没有被规则拒绝的请求。");
}
