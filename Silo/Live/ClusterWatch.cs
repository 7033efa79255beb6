using Jifen.Silo.Cluster;

namespace Jifen.Silo.Live;

/// <summary>Keeps the newest look at the cluster with its age, and tells what is new in it. Looks come from one thread at a time; reading is safe for threads.</summary>
internal sealed class ClusterWatch
{
    private readonly Membership _membership;
    private readonly NoticeFeed _feed;
    private readonly TimeProvider _time;
    private readonly ClusterEvents _events = new();
    private Look? _look;

    public ClusterWatch(Membership membership, NoticeFeed feed, TimeProvider time)
    {
        (_membership, _feed, _time) = (membership, feed, time);
        membership.Looked += See;
    }

    /// <summary>Where the shards are, as far as is known; null before the first look.</summary>
    public ClusterPicture? Now => Volatile.Read(ref _look) is { } look ? new(look.View, _membership.Self, _time.GetElapsedTime(look.At)) : null;

    private void See(ClusterView view)
    {
        Volatile.Write(ref _look, new(view, _time.GetTimestamp()));
        foreach (LiveNotice notice in _events.See(view, _membership.Self, _time.GetUtcNow()))
        {
            _feed.Add(notice);
        }
    }

    private sealed record Look(ClusterView View, long At);
}
