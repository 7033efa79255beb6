using System.Text.Json;

namespace Jifen.Silo.Api;

/// <summary>One line of a member's history.</summary>
/// <param name="Points">What was added, or taken where negative.</param>
/// <param name="Cause">Activity id, <c>play:…</c> or the lot.</param>
/// <param name="Detail">Name and value of what else matters, or null.</param>
internal sealed record HistoryItem(Stamp At, string Kind, long Points, string? Cause, (string Name, string Value)? Detail)
{
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
        BadgeEarned badge => new(at, "badge", 0, null, ("badge", badge.Badge)),
        BadgeSetCompleted set => new(at, "badge-set", 0, null, ("set", set.Set)),
        BoardPassed passed => new(at, "too-late-for-board", 0, $"board:{passed.Board}", ("period", passed.Period)),
        PlaySettled { Refused: false } settled => new(at, "play", 0, $"play:{settled.Play}", ("segment", settled.Segment)),
        _ => null,
    };
}
