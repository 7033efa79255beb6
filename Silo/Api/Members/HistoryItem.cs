using System.Globalization;
using System.Text.Json;
using Jifen.Grains.Leaderboard;

namespace Jifen.Silo.Api;

/// <summary>One line of a member's history.</summary>
/// <param name="Points">What was added, or taken where negative.</param>
/// <param name="Cause">Activity id, <c>play:…</c> or the lot.</param>
/// <param name="Detail">Name and value of what else matters, or null.</param>
internal sealed record HistoryItem(Stamp At, string Kind, long Points, string? Cause, (string Name, string Value)? Detail)
{
    /// <summary>How many, of what is counted; null for all else.</summary>
    public long? Count { get; private init; }

    /// <summary>The lines of a record, newest first.</summary>
    public static IReadOnlyList<HistoryItem> Of(MemberRecord read)
    {
        List<HistoryItem> items = [];
        IReadOnlyList<GrainEvent> events = read.Body.Events ?? [];
        for (int i = events.Count - 1; i >= 0; i--)
        {
            if (Of(events[i], read.Record.Stamp) is { } item)
            {
                items.Add(item);
            }
        }

        return items;
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("at"u8, At.ToInstant());
        json.WriteString("kind"u8, Kind);
        json.WriteNumber("points"u8, Points);
        if (Cause is not null)
        {
            json.WriteString("cause"u8, Cause);
        }

        if (Detail is { } detail)
        {
            json.WriteString(detail.Name, detail.Value);
        }

        if (Count is { } count)
        {
            json.WriteNumber("count"u8, count);
        }

        json.WriteEndObject();
    }

    private static HistoryItem? Of(GrainEvent happened, Stamp at) => happened switch
    {
        MemberEnrolled => new(at, "enrolled", 0, null, null),
        ActivityCounted activity => new(at, "activity", 0, activity.Activity, ("activity", activity.Activities)),
        ActivityKept kept => new(at, "history", 0, kept.Activity, ("activity", kept.Activities)),
        MemberOpened opened => new(at, "opened", 0, null, opened.Tier is null ? null : ("tier", opened.Tier)),
        PointsOpened opened => new(at, "opening", opened.Points.Value, $"lot:{opened.Lot}", null),
        PointsEarned earned => new(at, "earned", earned.Points.Value, earned.Cause, ("rule", earned.Rule)),
        EarningCut cut => new(at, "budget-spent", 0, cut.Cause, ("campaign", cut.Campaign)),
        PointsSpent spent => new(at, "spent", -spent.Points.Value, spent.Cause, null),
        PointsRestored restored => new(at, "restored", restored.Points.Value, restored.Cause, null),
        LotExpired expired => new(at, "expired", -expired.Points.Value, $"lot:{expired.Lot}", null),
        RefundCounted refund => new(at, "refund", 0, refund.Activity, null),
        PointsReversed reversed => new(at, "reversed", -reversed.Parts.Sum(part => part.Points.Value), reversed.Cause, ("rule", reversed.Rule)),
        PointsRepaid repaid => new(at, "repaid", -repaid.Points.Value, repaid.Cause, null),
        ChallengeMoved moved => new(at, "challenge-moved", 0, $"challenge:{moved.Challenge}", ("by", moved.By.ToString(CultureInfo.InvariantCulture))),
        ChallengeRewarded rewarded => new(at, "challenge-reached", 0, $"challenge:{rewarded.Challenge}", StepOf(rewarded)),
        StreakRepaired repaired => new(at, "streak-repaired", 0, $"challenge:{repaired.Challenge}", ("day", DayOf(repaired.Day))),
        StreakPaused paused => new(at, "streak-paused", 0, $"challenge:{paused.Challenge}", ("days", $"{DayOf(paused.From)}/{DayOf(paused.Through)}")),
        ZoneSet zone => new(at, "zone-set", 0, null, ("zone", zone.Zone)),
        AdultFromSet => new(at, "adult-from-set", 0, null, null),
        SelfLimitsSet => new(at, "self-limits-set", 0, null, null),
        TicketsGiven tickets => new(at, "tickets", 0, tickets.Cause, ("lottery", tickets.Lottery)) { Count = tickets.Count },
        EditionAwaited badge => new(at, "badge-awaited", 0, null, ("badge", badge.Badge)),
        EditionMissed badge => new(at, "badge-sold-out", 0, null, ("badge", badge.Badge)),
        BadgeEarned badge => new(at, "badge", 0, null, ("badge", badge.Badge)),
        BadgeSetCompleted set => new(at, "badge-set", 0, null, ("set", set.Set)),
        BoardRewardGiven given => new(at, "board-reward", 0, $"{given.On}/{given.Period}", ("period", given.Period)),
        DivisionTold told when told.To > told.From => new(at, "division-up", 0, $"board:{DivisionPart.BoardOf(told.On!)}", ("division", told.Division)),
        DivisionTold told => new(at, "division-down", 0, $"board:{DivisionPart.BoardOf(told.On!)}", ("division", told.Division)),
        BoardNameSet named => new(at, "board-name-set", 0, null, ("listed", named.Listed ? "true" : "false")),
        FriendsSet friends => new(at, "friends-set", 0, null, ("friends", friends.Friends.Count.ToString(CultureInfo.InvariantCulture))),
        GroupsSet set => new(at, "groups-set", 0, null, set.Groups.Region is { } region ? ("region", region) : null),
        BoardPassed passed => new(at, "too-late-for-board", 0, $"board:{passed.Board}", ("period", passed.Period)),
        PlaySettled { Refused: false } settled => new(at, "play", 0, $"play:{settled.Play}", ("segment", settled.Segment)),
        CardDealt dealt => new(at, "card", 0, $"play:{dealt.Card}", ("lottery", dealt.Lottery)),
        CardScratched scratched => new(at, "scratch", 0, $"play:{scratched.Card}", ("card", scratched.Face)),
        CouponWon coupon => new(at, "coupon", 0, coupon.Source, ("prize", new PrizeId(coupon.Prize, coupon.Part ?? 0).ToString())),
        CodeGiven given => new(at, "coupon-ready", 0, null, ("prize", new PrizeId(given.Prize, given.Part).ToString())),
        CouponReplaced replaced => new(at, "coupon-replaced", 0, null, ("prize", new PrizeId(replaced.Prize, replaced.Part).ToString())),
        GoodsWon goods => new(at, "goods", 0, goods.Source, ("prize", new PrizeId(goods.Prize, goods.Part ?? 0).ToString())),
        MultiplierWon won => new(at, "multiplier", 0, won.Source, ("until", won.Until.ToString())),
        AddressGiven given => new(at, "address-given", 0, null, ("prize", new PrizeId(given.Prize, given.Part).ToString())),
        AddressErased erased => new(at, "address-erased", 0, null, ("prize", new PrizeId(erased.Prize, erased.Part).ToString())),
        OrderMoved moved => new(at, $"goods-{moved.State}", 0, null, ("prize", new PrizeId(moved.Prize, moved.Part).ToString())),
        EntryTaken entry => new(at, "entry", 0, $"play:{entry.Entry}", ("lottery", entry.Lottery)),
        DrawPrizeWon won => new(at, "draw-won", 0, $"draw:{won.Lottery}/{won.Period}", ("prize", won.Prize)),
        DrawPrizeClaimed claimed => new(at, "draw-claimed", 0, $"draw:{claimed.Lottery}/{claimed.Period}", null),
        DrawPrizeLapsed lapsed => new(at, "draw-lapsed", 0, $"draw:{lapsed.Lottery}/{lapsed.Period}", null),
        CardVoided voided => new(at, "card-void", 0, $"play:{voided.Card}", ("lottery", voided.Lottery)),
        _ => null,
    };

    /// <summary>The day of a streak, or the period that is complete; null where that is the whole campaign.</summary>
    private static (string, string)? StepOf(ChallengeRewarded rewarded) =>
        rewarded.Step is { } step ? ("step", step.ToString(CultureInfo.InvariantCulture))
        : rewarded.From is { } from ? ("from", DayOf(from))
        : null;

    private static string DayOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
