using System.Globalization;
using Jifen.Grains.Catalogue;

namespace Jifen.Grains.Challenge;

/// <summary>Rewards, activities and amounts in words.</summary>
internal sealed class RewardWords(Programme programme)
{
    /// <summary>Such as "50 points and a badge".</summary>
    public LocalText Of(ChallengeReward reward)
    {
        List<LocalText> parts = [];
        if (reward.Points is { } points)
        {
            parts.Add(Of(points));
        }

        if (reward.Tickets is { } tickets)
        {
            LocalText lottery = programme.FindGame(tickets.Lottery)?.Name ?? new(tickets.Lottery, tickets.Lottery);
            parts.Add(Text($"{Number(tickets.Count)} {(tickets.Count == 1 ? "ticket" : "tickets")} for {lottery.En}", $"{lottery.Zh}抽奖券 {Number(tickets.Count)} 张"));
        }

        if (reward.Badge is { } badge)
        {
            LocalText name = NameOf(badge);
            parts.Add(Text($"the badge {name.En}", $"徽章“{name.Zh}”"));
        }

        if (reward.Coupon is { } coupon)
        {
            parts.Add(Text($"the coupon {coupon.Name.En}", $"优惠券“{coupon.Name.Zh}”"));
        }

        if (reward.Multiplier is { } multiplier)
        {
            parts.Add(Of(multiplier));
        }

        return new(string.Join(" and ", parts.Select(part => part.En)), string.Join("和", parts.Select(part => part.Zh)));
    }

    /// <summary>Such as "50 points".</summary>
    public static LocalText Of(Points points) => Text($"{Number(points.Value)} {(points.Value == 1 ? "point" : "points")}", $"{Number(points.Value)} 积分");

    /// <summary>Such as "Golden day (2 times the points for 24 hours)".</summary>
    public static LocalText Of(MultiplierPrize multiplier) => Text(
        $"{multiplier.Name.En} ({multiplier.Factor} times the points for {Number(multiplier.Hours)} {(multiplier.Hours == 1 ? "hour" : "hours")})",
        $"“{multiplier.Name.Zh}”（{Number(multiplier.Hours)} 小时内 {multiplier.Factor} 倍积分）");

    /// <summary>Such as "2 more purchases".</summary>
    public static LocalText Activities(long more, IReadOnlyList<string> kinds)
    {
        bool purchases = kinds is ["purchase"];
        string noun = (purchases, more) switch
        {
            (true, 1) => "purchase",
            (true, _) => "purchases",
            (false, 1) => "activity",
            _ => "activities",
        };
        return Text($"{Number(more)} more {noun}", purchases ? $"再消费 {Number(more)} 次" : $"再完成 {Number(more)} 次活动");
    }

    /// <summary>Minor units as an amount of money without its currency.</summary>
    public static string Amount(long minor) => string.Create(CultureInfo.InvariantCulture, $"{minor / 100m:0.00}");

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a member of a set is called; null for a merchant, and where the programme does not say it.</summary>
    public LocalText? LabelOf(SetOf of, string member) => of switch
    {
        SetOf.Badges => programme.Badges.FirstOrDefault(one => one.Id == member)?.Name,
        SetOf.Categories => programme.FindCategory(member),
        _ => null,
    };

    private LocalText NameOf(string badge) => LabelOf(SetOf.Badges, badge) ?? new(badge, badge);

    private static LocalText Text(string en, string zh) => new(en, zh);
}
