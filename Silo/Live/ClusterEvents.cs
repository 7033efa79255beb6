using System.Globalization;
using Jifen.Silo.Cluster;

namespace Jifen.Silo.Live;

/// <summary>
/// What happened between one look at the cluster and the next, told once. Each silo draws it from its own looks, so that nothing of it has
/// to travel. Shards that one silo takes look after look are told as one event, when none came with a look.
/// </summary>
internal sealed class ClusterEvents
{
    /// <summary>Looks come at each change and at least twice a second; a silo that takes many shards has some with each.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    private readonly Dictionary<SiloId, (int Count, DateTimeOffset Last)> _taken = [];
    private ClusterView? _seen;
    private long _told;

    /// <param name="self">The silo that looked; of its first look nothing is told but its own coming.</param>
    public IReadOnlyList<LiveNotice> See(ClusterView view, SiloId self, DateTimeOffset at)
    {
        ClusterView? before = _seen;
        _seen = view;
        if (before is null)
        {
            return view.Find(self) is { } own ? [Came(own, view, at)] : [];
        }

        return
        [
            .. view.Silos.OrderByDescending(silo => silo.Standing is SiloStanding.Left or SiloStanding.Dead).Select(silo => OfStanding(silo, before.Find(silo.Id), view, at)).OfType<LiveNotice>(),
            .. view.Silos.SelectMany(silo => Stopped(silo, before.Find(silo.Id), at)),
            .. Moved(before, view, at),
        ];
    }

    private static LiveNotice? OfStanding(SiloMember silo, SiloMember? before, ClusterView view, DateTimeOffset at) => (before?.Standing, silo.Standing) switch
    {
        (null, SiloStanding.Live or SiloStanding.Leaving) => Came(silo, view, at),
        (SiloStanding.Live or SiloStanding.Leaving, SiloStanding.Left) => Of($"{silo.Id}-left", NoticeKinds.SiloLeft, silo, at),
        (SiloStanding.Live or SiloStanding.Leaving, SiloStanding.Dead) => Of($"{silo.Id}-dead", NoticeKinds.SiloDied, silo, at),
        _ => null,
    };

    private static LiveNotice Came(SiloMember silo, ClusterView view, DateTimeOffset at)
    {
        bool returned = view.Silos.Any(other => other.Id != silo.Id && other.Name == silo.Name);
        return Of($"{silo.Id}-came", returned ? NoticeKinds.SiloReturned : NoticeKinds.SiloJoined, silo, at);
    }

    private static IEnumerable<LiveNotice> Stopped(SiloMember silo, SiloMember? before, DateTimeOffset at) =>
        (silo.Status?.Stopped ?? []).Except(before?.Status?.Stopped ?? [])
            .Select(shard => Of(string.Create(CultureInfo.InvariantCulture, $"{silo.Id}-{shard}-stopped"), NoticeKinds.ShardStopped, silo, at, shard));

    private LiveNotice[] Moved(ClusterView before, ClusterView view, DateTimeOffset at)
    {
        foreach ((ShardOwner was, ShardOwner now) in before.Owners.Zip(view.Owners))
        {
            if (now.Silo is { } owner && now.Silo != was.Silo)
            {
                _taken[owner] = (_taken.GetValueOrDefault(owner).Count + 1, at);
            }
        }

        SiloId[] done = [.. _taken.Where(taking => at - taking.Value.Last >= Quiet).Select(taking => taking.Key)];
        return [.. done.Select(silo => Took(silo, before, view, at)).OfType<LiveNotice>()];
    }

    private LiveNotice? Took(SiloId id, ClusterView before, ClusterView view, DateTimeOffset at)
    {
        _taken.Remove(id, out (int Count, DateTimeOffset Last) taken);
        string name = string.Create(CultureInfo.InvariantCulture, $"{id}-took-{++_told}");
        return (view.Find(id) ?? before.Find(id)) is { } silo ? Of(name, NoticeKinds.ShardsMoved, silo, at, taken.Count) : null;
    }

    private static LiveNotice Of(string id, string kind, SiloMember silo, DateTimeOffset at, long? number = null) =>
        new(id, at, kind, null, silo.Name, null, number);
}
