using Jifen.Silo.Cluster;
using Jifen.Silo.Cluster.Postgres;
using Jifen.Silo.Cluster.Wire;
using Jifen.Silo.Journal;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Hosting;

/// <summary>What makes a silo one of many: its membership, its streams to the others, and the router that sends work to where its shard runs.</summary>
internal sealed class ClusterSilo : IAsyncDisposable
{
    private readonly SiloStore _store;
    private readonly IClusterStore _members;
    private readonly PeerLinks _links;
    private readonly PeerEndpoint _endpoint;

    public ClusterSilo(SiloStore store, IJournal journal, LocalShards shards, SiloOptions options, SiloSeams seams, ILoggerFactory logs)
    {
        _store = store;
        _members = Members(options, store.Journal, seams.Time);
        SiloHome home = SiloHome.Of(options);
        Name = home.Name;
        Membership = new(_members, journal, shards, home, seams.FailStop, logs.CreateLogger<Membership>());
        WireIdentity identity = new(journal.Identity.StoreId, () => Membership.Self, ClusterKey.Of(store.Keys));
        WireLimits limits = new();
        JsonCodec codec = new();
        _links = new(identity, limits, options.Cluster.ReadTls(), seams.Time, logs.CreateLogger<PeerLinks>());
        Router = new(shards.Count, Membership.Map, shards, _links, codec, new(), seams.Time, logs.CreateLogger<ShardRouter>());
        shards.Elsewhere = Router;
        _endpoint = new(
            identity, new ShardReceiver(shards.Count, Membership.Map, shards, codec, logs.CreateLogger<ShardReceiver>()), limits, seams.Time,
            logs.CreateLogger<PeerEndpoint>());
        Membership.Looked += Look;
    }

    /// <summary>What operators call the silo.</summary>
    public string Name { get; }

    public Membership Membership { get; }

    /// <summary>Every shard of the store, wherever it runs.</summary>
    public ShardRouter Router { get; }

    /// <summary>Serves other silos on the internal port; before everything else.</summary>
    public void Use(WebApplication web) => _endpoint.Use(web);

    /// <summary>Joins the cluster.</summary>
    /// <param name="address">Where other silos reach the internal port.</param>
    public void Join(Uri address) => Membership.Start(address);

    public async ValueTask DisposeAsync()
    {
        await Membership.DisposeAsync().ConfigureAwait(false);
        Router.Dispose();
        await _links.DisposeAsync().ConfigureAwait(false);
        _members.Dispose();
        _store.Shared?.Dispose();
    }

    private static IClusterStore Members(SiloOptions options, IJournal journal, TimeProvider time)
    {
        MembershipLimits patience = options.Cluster.Patience;
        PostgresClusterStore[] members = [.. options.Databases.Select(database => new PostgresClusterStore(database, time, patience))];
        return members.Length == 1 ? members[0] : new SpreadClusterStore(members, journal, patience);
    }

    /// <summary>Streams begin before there is something to send, and end with the silo at their other end.</summary>
    private void Look(ClusterView view)
    {
        SiloMember[] others = [.. view.Silos.Where(silo => silo.Id != Membership.Self && silo.Standing is SiloStanding.Live or SiloStanding.Leaving)];
        foreach (SiloMember other in others)
        {
            _links.Open(other.Id, other.Address);
        }

        _ = _links.KeepAsync([.. others.Select(other => other.Id)]);
    }
}
