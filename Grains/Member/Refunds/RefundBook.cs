using Jifen.Grains.Kernel;

namespace Jifen.Grains.Member.Refunds;

/// <summary>
/// What has been refunded of a member's activities, so that nothing is refunded twice. An activity is forgotten when it may no longer
/// be refunded at all.
/// </summary>
public sealed class RefundBook
{
    /// <summary>Activities that are remembered at most; the refund of a further one is refused.</summary>
    public const int MostActivities = 200;

    private RefundedActivity[] _activities = [];

    public RefundedActivity? Find(string activity) => Array.Find(_activities, refunded => refunded.Activity == activity);

    /// <summary>Whether one more activity can be remembered at an instant.</summary>
    public bool HasRoom(Stamp now) => _activities.Count(refunded => refunded.IsRefundable(now)) < MostActivities;

    internal void Count(RefundCounted refund, Stamp now)
    {
        RefundedActivity before = Find(refund.Activity) ?? new(refund.Activity, refund.Recorded, false, [], []) { Scoped = refund.Scoped };
        IEnumerable<RefundedActivity> others = _activities.Where(other => other.Activity != refund.Activity && other.IsRefundable(now));
        _activities = [.. others, before.With(refund)];
    }

    internal void Reverse(PointsReversed reversed)
    {
        int at = Array.FindIndex(_activities, refunded => refunded.Activity == reversed.Cause);
        Invariant.Holds(at >= 0, "points are taken back by a refund that was counted");
        _activities[at] = _activities[at].With(reversed);
    }

    internal IReadOnlyList<RefundedActivity>? Save() => _activities.Length == 0 ? null : _activities;

    internal void Load(IReadOnlyList<RefundedActivity>? saved) => _activities = [.. saved ?? []];
}
