using Jifen.Dashboard.Shell;

namespace Jifen.Dashboard.Orders;

/// <summary>Texts of the page of orders.</summary>
internal static class OrderTexts
{
    public static readonly Phrase Title = new("Orders of goods", "实物订单");
    public static readonly Phrase Lead = new("Goods that members have won, from the win to the door. Members are masked until you ask for one.", "会员赢得的实物，从中奖到送达。会员信息默认隐藏，点击后才显示。");
    public static readonly Phrase NotAllowed = new("Your role does not allow you to see orders.", "您的角色无权查看订单。");
    public static readonly Phrase State = new("State", "状态");
    public static readonly Phrase AllStates = new("All", "全部");
    public static readonly Phrase Member = new("Member’s id", "会员标识");
    public static readonly Phrase MemberLead = new("Empty: open orders of all members", "留空：全部会员的未完成订单");
    public static readonly Phrase Find = new("Find", "查找");
    public static readonly Phrase OpenOrders = new("Open orders, oldest first", "未完成订单（最早在前）");
    public static readonly Phrase OfMember = new("Orders of {0}, newest first", "{0} 的订单（最新在前）");
    public static readonly Phrase Shown = new("{0} shown", "显示 {0} 条");
    public static readonly Phrase None = new("There is no such order.", "没有符合条件的订单。");
    public static readonly Phrase NoMember = new("There is no member with this id.", "没有该标识的会员。");
    public static readonly Phrase NeedsMember = new("What is delivered or cancelled stands with its member alone: say whose.", "已送达或已取消的订单只按会员查找：请填写会员标识。");
    public static readonly Phrase More = new("Show more", "显示更多");
    public static readonly Phrase Unnamed = new("Goods", "实物");
    public static readonly Phrase Won = new("{0}, won {1}", "{0}，{1} 中奖");
    public static readonly Phrase Since = new("since {0}", "自 {0}");
    public static readonly Phrase Collected = new("Collected at the counter", "到店领取");
    public static readonly Phrase AddressThere = new("The address is there", "已有收货地址");
    public static readonly Phrase AddressMissing = new("No address yet", "尚无收货地址");
    public static readonly Phrase Test = new("A test member’s: do not send it", "测试会员：请勿发货");
    public static readonly Phrase Parcel = new("{0} {1}", "{0} {1}");
    public static readonly Phrase Because = new("Reason: {0}", "原因：{0}");
    public static readonly Phrase Recipient = new("Recipient", "收货人");
    public static readonly Phrase Hide = new("Hide", "收起");
    public static readonly Phrase StepOf = new("{0}: {1}, {2}", "{0}：{1}，{2}");
    public static readonly Phrase Erased = new("erased", "已删除");

    public static readonly Phrase Name = new("Name", "姓名");
    public static readonly Phrase Phone = new("Phone", "电话");
    public static readonly Phrase Country = new("Country", "国家或地区");
    public static readonly Phrase Region = new("Region", "省份");
    public static readonly Phrase City = new("City", "城市");
    public static readonly Phrase Street = new("Street", "街道");
    public static readonly Phrase Door = new("More", "补充");
    public static readonly Phrase Postcode = new("Postcode", "邮编");

    public static readonly Phrase Carrier = new("Carrier (optional)", "承运商（可选）");
    public static readonly Phrase Tracking = new("Parcel number (optional)", "运单号（可选）");
    public static readonly Phrase Reason = new("Reason", "原因");
    public static readonly Phrase ReasonNeeded = new("A reason is needed.", "请填写原因。");
    public static readonly Phrase ReasonLead = new("The member sees it.", "会员可以看到。");
    public static readonly Phrase Kept = new("Kept in the journal with your name.", "将与您的用户名一起记入日志。");
    public static readonly Phrase AddressGoes = new("The address is erased with this step, and nothing follows it.", "此步骤会删除收货地址，且之后不能再更改。");
    public static readonly Phrase Back = new("Back", "返回");
    public static readonly Phrase Moved = new("{0}: {1}.", "{0}：{1}。");
    public static readonly Phrase WrongStep = new("Somebody was faster. It stands at: {0}.", "已被他人处理：当前为{0}。");
    public static readonly Phrase Failed = new("It could not be done. Please try again.", "操作未成功，请重试。");

    private static readonly Dictionary<string, Phrase> States = new(StringComparer.Ordinal)
    {
        [OrderStates.AwaitingAddress] = new("Needs address", "等待地址"),
        [OrderStates.Ready] = new("Ready", "待处理"),
        [OrderStates.Ordered] = new("Ordered", "已下单"),
        [OrderStates.Shipped] = new("Shipped", "已发货"),
        [OrderStates.Delivered] = new("Delivered", "已送达"),
        [OrderStates.Cancelled] = new("Cancelled", "已取消"),
    };

    private static readonly Dictionary<string, Phrase> Steps = new(StringComparer.Ordinal)
    {
        [OrderStates.Ordered] = new("Order", "下单"),
        [OrderStates.Shipped] = new("Ship", "发货"),
        [OrderStates.Delivered] = new("Deliver", "送达"),
        [OrderStates.Cancelled] = new("Cancel", "取消订单"),
    };

    public static string OfState(string state) => States.TryGetValue(state, out Phrase phrase) ? phrase : state;

    public static string OfStep(string step) => Steps.TryGetValue(step, out Phrase phrase) ? phrase : step;
}
