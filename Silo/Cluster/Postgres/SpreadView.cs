namespace Jifen.Silo.Cluster.Postgres;

/// <summary>
/// One view of a cluster from those of the databases of its store. A silo lives while it lives in every database that answered, and is gone
/// once it is gone in one; an owner is whom the shard's own database names.
/// </summary>
/// <param name="answered">What each database answered, in their order; null where it did not.</param>
/// <param name="seen">What each answered last, perhaps before.</param>
internal sealed class SpreadView(IReadOnlyList<ClusterView?> answered, IReadOnlyList<ClusterView?> seen)
{
    private readonly Dictionary<SiloId, SiloStanding> _gone = Gone(seen);

    public ClusterView Of(int shardCount, IReadOnlyList<string> faults)
    {
        (ShardOwner[] owners, HashSet<ShardId> unseen) = Owners(shardCount);
        return new(Silos(), owners) { Unseen = unseen, Unanswered = faults };
    }

    /// <summary>Silos that a database still counts as there, and that are gone in another.</summary>
    public IReadOnlyList<SiloId> GoneElsewhere(int place) =>
        [.. (answered[place]?.Silos ?? []).Where(silo => !IsGone(silo.Standing) && _gone.ContainsKey(silo.Id)).Select(silo => silo.Id)];

    private static bool IsGone(SiloStanding standing) => standing is SiloStanding.Left or SiloStanding.Dead;

    private static Dictionary<SiloId, SiloStanding> Gone(IReadOnlyList<ClusterView?> seen) => seen
        .SelectMany(view => view?.Silos ?? []).Where(silo => IsGone(silo.Standing)).GroupBy(silo => silo.Id)
        .ToDictionary(rows => rows.Key, rows => rows.Any(row => row.Standing == SiloStanding.Left) ? SiloStanding.Left : SiloStanding.Dead);

    private SiloMember[] Silos()
    {
        ClusterView[] views = [.. answered.OfType<ClusterView>()];
        return
        [
            .. views.SelectMany(view => view.Silos).GroupBy(silo => silo.Id)
                .Where(rows => _gone.ContainsKey(rows.Key) || rows.Count() == views.Length)
                .Select(rows => Joined(rows.Key, [.. rows])).OrderBy(silo => silo.Id.ToString(), StringComparer.Ordinal),
        ];
    }

    /// <remarks>One that is not in every database yet is still joining, and is not shown.</remarks>
    private SiloMember Joined(SiloId id, SiloMember[] rows)
    {
        SiloStanding standing = _gone.TryGetValue(id, out SiloStanding gone) ? gone
            : rows.Any(row => row.Standing == SiloStanding.Leaving) ? SiloStanding.Leaving : SiloStanding.Live;
        return rows[0] with
        {
            Standing = standing,
            SinceBeat = rows.Max(row => row.SinceBeat),
            Status = IsGone(standing) ? null : rows.Select(row => row.Status).FirstOrDefault(status => status is not null),
        };
    }

    private (ShardOwner[] Owners, HashSet<ShardId> Unseen) Owners(int shardCount)
    {
        ShardOwner[] owners = [.. Enumerable.Range(0, shardCount).Select(shard => new ShardOwner(new(shard), default, null))];
        HashSet<ShardId> unseen = [.. owners.Select(owner => owner.Shard)];
        for (int place = 0; place < seen.Count; place++)
        {
            foreach (ShardOwner owner in seen[place]?.Owners ?? [])
            {
                owners[owner.Shard.Value] = owner;
                if (answered[place] is not null)
                {
                    unseen.Remove(owner.Shard);
                }
            }
        }

        return (owners, unseen);
    }
}
