using System.Collections.Frozen;

namespace Jifen.Silo.Api;

/// <summary>What a problem is called and with which status it is sent.</summary>
/// <param name="RetryAfter">Seconds after which the call may be made again; null where that would not help.</param>
public sealed record ProblemKind(string Code, int Status, LocalText Title, int? RetryAfter = null)
{
    private static readonly FrozenDictionary<string, ProblemKind> Known = new ProblemKind[]
    {
        new(RefusalCodes.Exists, 409, new("It exists already.", "该对象已存在。")),
        new(RefusalCodes.InsufficientPoints, 409, new("There are not enough points.", "积分不足。")),
        new(RefusalCodes.LimitReached, 409, new("The limit is reached.", "已达上限。")),
        new(RefusalCodes.NotOpen, 409, new("It is not open.", "当前未开放。")),
        new(RefusalCodes.SoldOut, 409, new("It is sold out.", "奖品已发完。")),
        new(RefusalCodes.TooLate, 409, new("It is too late.", "已超过时限。")),
        new(RefusalCodes.FromTheFuture, 409, new("It lies in the future.", "发生时间在未来。")),
        new(RefusalCodes.NotForMinors, 409, new("It is not for minors.", "未成年人不能参加。")),
        new(RefusalCodes.SelfLimited, 409, new("The member has limited itself.", "已达到会员为自己设置的限制。")),
        new(RefusalCodes.Conflict, 409, new("It conflicts with the present state.", "与当前状态冲突。")),
        new(RefusalCodes.WrongStep, 409, new("The order is not at this step.", "订单尚未到或已过这一步。")),
        new(RejectionCodes.UnknownMember, 404, new("There is no such member.", "没有该会员。")),
        new(RejectionCodes.UnknownLottery, 404, new("There is no such lottery.", "没有该抽奖活动。")),
        new(RejectionCodes.UnknownActivity, 404, new("There is no such activity.", "没有该活动行为。")),
        new(RejectionCodes.UnknownPlay, 404, new("There is no such play.", "没有该次抽奖。")),
        new(RejectionCodes.UnknownChallenge, 404, new("There is no such challenge.", "没有该挑战。")),
        new(RejectionCodes.UnknownDraw, 404, new("There is no such draw, or no prize of it to claim.", "没有这次抽签，或没有可领取的奖品。")),
        new(RejectionCodes.UnknownCard, 404, new("There is no such card.", "没有这张刮刮卡。")),
        new(RejectionCodes.UnknownPrize, 404, new("There is no such prize.", "没有该奖品。")),
        new(ProblemCodes.UnknownAddress, 404, new("There is no address.", "没有收货地址。")),
        new(ProblemCodes.UnknownCampaign, 404, new("There is no such campaign.", "没有该营销活动。")),
        new(ProblemCodes.UnknownBoard, 404, new("There is no such board.", "没有该排行榜。")),
        new(ProblemCodes.UnknownPool, 404, new("There is no such pool of codes.", "没有该券码池。")),
        new(ProblemCodes.UnknownKey, 404, new("There is no such key.", "没有该密钥。")),
        new(ProblemCodes.UnknownImport, 404, new("There is no such import.", "没有该导入任务。")),
        new(ProblemCodes.NotFound, 404, new("There is nothing here.", "此处没有内容。")),
        new(RejectionCodes.KeyReused, 422, new("The key was used for another request.", "该幂等键已用于其他请求。")),
        new(RejectionCodes.Invalid, 422, new("A value is not acceptable.", "取值不被接受。")),
        new(ProblemCodes.InvalidProgramme, 422, new("The programme document has errors.", "积分计划文档有错误。")),
        new(ProblemCodes.WrongProgramme, 422, new("The document is of another programme.", "该文档属于另一积分计划。")),
        new(ProblemCodes.KeyRequired, 400, new("An Idempotency-Key header is required.", "需要 Idempotency-Key 请求头。")),
        new(ProblemCodes.Malformed, 400, new("The request cannot be read.", "请求无法解析。")),
        new(ProblemCodes.NotJson, 415, new("The body must be application/json.", "请求体必须是 application/json。")),
        new(ProblemCodes.UnsupportedMedia, 415, new("The body is of no kind that is taken in here.", "此处不接受该类型的请求体。")),
        new(ProblemCodes.TooLarge, 413, new("The body is too large.", "请求体过大。")),
        new(ProblemCodes.Unauthenticated, 401, new("Sign in first.", "请先验证身份。")),
        new(ProblemCodes.Forbidden, 403, new("This is not allowed to the caller.", "调用者无权执行此操作。")),
        new(ProblemCodes.MethodNotAllowed, 405, new("The method is not allowed here.", "此处不允许该方法。")),
        new(ProblemCodes.RateLimited, 429, new("These are too many calls.", "调用过于频繁。"), 1),
        new(ProblemCodes.StreamLimit, 429, new("Too many streams are open.", "打开的事件流过多。"), 5),
        new(ProblemCodes.ImportLimit, 429, new("Too many imports are open.", "进行中的导入任务过多。"), 5),
        new(RejectionCodes.Overloaded, 429, new("Too much is waiting; try again soon.", "请求过多，请稍后重试。"), 1),
        new(RejectionCodes.TryAgain, 503, new("It cannot be served now; try again soon.", "暂时无法处理，请稍后重试。"), 1),
        new(RejectionCodes.ClockDoubt, 503, new("The clock is in doubt.", "时钟存疑。"), 5),
        new(RejectionCodes.StoreFull, 503, new("The store has no space.", "存储空间已满。"), 5),
        new(ProblemCodes.NotReady, 503, new("The silo is not ready.", "服务尚未就绪。"), 1),
        new(ProblemCodes.Internal, 500, new("Something went wrong here.", "服务器内部错误。")),
    }.ToFrozenDictionary(kind => kind.Code, StringComparer.Ordinal);

    /// <summary>All codes, sorted.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Known.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The kind of a code; a code that is not known is sent as 500, since a rule would have failed to name its trouble.</summary>
    public static ProblemKind Of(string code) => Known.GetValueOrDefault(code) ?? Known[ProblemCodes.Internal];
}
