using Jifen.Silo.Journal;

namespace Jifen.Silo.Cluster;

/// <summary>
/// Decides which shards a silo runs, from what it last saw of the cluster: takes those that are placed on it and that nobody who lives
/// has, and hands over those that are placed elsewhere. A step function; nothing in it waits.
/// </summary>
/// <remarks>
/// It never takes a shard from a silo that lives: that one hands it over once it sees the same members. Two keepers with different looks
/// at the cluster may still want the same shard; the store gives it to one of them, and the fence of the journal refuses the other.
/// What a look did not reach stays as it is.
/// </remarks>
public sealed class ShardKeeper
{
    private readonly SiloId _self;
    private readonly IKeeperHost _host;
    private readonly Holding[] _holdings;
    private bool _leaving;
    private bool _ended;

    public ShardKeeper(SiloId self, int shardCount, IKeeperHost host)
    {
        (_self, _host) = (self, host);
        _holdings = new Holding[shardCount];
    }

    private enum Hold
    {
        /// <summary>Not here.</summary>
        No,

        /// <summary>The store was asked for it.</summary>
        Taking,

        /// <summary>It runs here, or stands stopped by a fault of its own: then no other silo is to meet the same fault.</summary>
        Here,

        /// <summary>It is being brought to rest.</summary>
        Resting,

        /// <summary>It is at rest; the store is to be told.</summary>
        AtRest,

        /// <summary>The store is being told.</summary>
        Releasing,
    }

    /// <summary>True when no shard is here or on its way.</summary>
    public bool IsEmpty => Array.TrueForAll(_holdings, holding => holding.Hold == Hold.No);

    /// <summary>True when the cluster was seen, and what was placed here then is here.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>From now on the silo gives up what it has and takes no more.</summary>
    public void BeginLeaving()
    {
        _leaving = true;
        for (int shard = 0; shard < _holdings.Length; shard++)
        {
            Rest(new(shard));
        }
    }

    /// <summary>The cluster was looked at. A look from before a shard was taken here is known by its older epoch.</summary>
    public void Seen(ClusterView view)
    {
        if (_ended)
        {
            return;
        }

        SiloId?[] places = Rendezvous.Place(_holdings.Length, [.. view.Silos.Where(silo => silo.Standing == SiloStanding.Live)]);
        List<ShardId> wanted = [];
        foreach (ShardOwner owner in view.Owners.Where(owner => !view.Unseen.Contains(owner.Shard)))
        {
            See(owner, places[owner.Shard.Value], view, wanted);
        }

        IsSettled = wanted.Count == 0 && !_holdings.Any(holding => holding.Hold == Hold.Taking);
        ReleaseThoseAtRest();
        if (wanted.Count > 0)
        {
            _host.TakeOver(wanted);
        }
    }

    /// <summary>The silo was declared dead: what it has belongs to others.</summary>
    public void DeclaredDead()
    {
        _ended = true;
        for (int shard = 0; shard < _holdings.Length; shard++)
        {
            Lose(new(shard));
        }
    }

    /// <summary>The store gave these of the <paramref name="asked"/> shards.</summary>
    public void TakenOver(IReadOnlyList<ShardId> asked, IReadOnlyList<ShardHead> heads)
    {
        TakeOverFailed(asked);
        foreach (ShardHead head in heads)
        {
            if (_ended)
            {
                continue;
            }

            _holdings[head.Shard.Value] = new(Hold.Here, head.Epoch);
            _host.Open(head);
            if (_leaving)
            {
                Rest(head.Shard);
            }
        }
    }

    /// <summary>
    /// Whether the store gave the shards is not known; if so, the next look says that they are this silo's, and they are taken again, or
    /// released where they are placed elsewhere by then.
    /// </summary>
    public void TakeOverFailed(IReadOnlyList<ShardId> asked)
    {
        foreach (ShardId shard in asked)
        {
            if (_holdings[shard.Value].Hold == Hold.Taking)
            {
                _holdings[shard.Value] = default;
            }
        }
    }

    /// <summary>A shard that was to be handed over is at rest.</summary>
    public void HandedOver(ShardId shard, Epoch epoch)
    {
        if (_holdings[shard.Value] == new Holding(Hold.Resting, epoch))
        {
            _holdings[shard.Value] = new(Hold.AtRest, epoch);
            ReleaseThoseAtRest();
        }
    }

    public void Released(IReadOnlyList<(ShardId Shard, Epoch Epoch)> shards)
    {
        foreach ((ShardId shard, Epoch epoch) in shards)
        {
            if (_holdings[shard.Value] == new Holding(Hold.Releasing, epoch))
            {
                _holdings[shard.Value] = default;
            }
        }
    }

    /// <summary>The store was not reached; it is told after the next look.</summary>
    public void ReleaseFailed(IReadOnlyList<(ShardId Shard, Epoch Epoch)> shards)
    {
        foreach ((ShardId shard, Epoch epoch) in shards)
        {
            if (_holdings[shard.Value] == new Holding(Hold.Releasing, epoch))
            {
                _holdings[shard.Value] = new(Hold.AtRest, epoch);
            }
        }
    }

    /// <summary>A shard has found that it has another owner.</summary>
    public void Stopped(ShardId shard, Epoch epoch)
    {
        if (_holdings[shard.Value].Epoch == epoch && _holdings[shard.Value].Hold != Hold.Taking)
        {
            _holdings[shard.Value] = default;
        }
    }

    private void See(in ShardOwner owner, SiloId? place, ClusterView view, List<ShardId> wanted)
    {
        Holding holding = _holdings[owner.Shard.Value];
        if (holding.Hold is not (Hold.No or Hold.Taking) && owner.Epoch.Value > holding.Epoch.Value)
        {
            Lose(owner.Shard);
        }
        else if (holding.Hold == Hold.Here && place != _self)
        {
            Rest(owner.Shard);
        }

        if (_holdings[owner.Shard.Value].Hold == Hold.No)
        {
            SeeWhatIsNotHere(owner, isPlacedHere: place == _self && !_leaving, view, wanted);
        }
    }

    /// <remarks>A take-over that was given up for lost may have succeeded: nobody else takes the shard until it is released.</remarks>
    private void SeeWhatIsNotHere(in ShardOwner owner, bool isPlacedHere, ClusterView view, List<ShardId> wanted)
    {
        if (isPlacedHere && IsFree(owner.Silo, view))
        {
            _holdings[owner.Shard.Value] = new(Hold.Taking, owner.Epoch);
            wanted.Add(owner.Shard);
        }
        else if (!isPlacedHere && owner.Silo == _self)
        {
            _holdings[owner.Shard.Value] = new(Hold.AtRest, owner.Epoch);
        }
    }

    private bool IsFree(SiloId? owner, ClusterView view) =>
        owner is not { } silo || silo == _self || view.Find(silo) is not { Standing: SiloStanding.Live or SiloStanding.Leaving };

    private void Rest(ShardId shard)
    {
        Holding holding = _holdings[shard.Value];
        if (holding.Hold == Hold.Here)
        {
            _holdings[shard.Value] = holding with { Hold = Hold.Resting };
            _host.HandOver(shard, holding.Epoch);
        }
    }

    private void Lose(ShardId shard)
    {
        Holding holding = _holdings[shard.Value];
        _holdings[shard.Value] = default;
        if (holding.Hold is not (Hold.No or Hold.Taking))
        {
            _host.Drop(shard, holding.Epoch);
        }
    }

    private void ReleaseThoseAtRest()
    {
        List<(ShardId, Epoch)> released = [];
        for (int shard = 0; shard < _holdings.Length; shard++)
        {
            if (_holdings[shard].Hold == Hold.AtRest)
            {
                _holdings[shard] = _holdings[shard] with { Hold = Hold.Releasing };
                released.Add((new(shard), _holdings[shard].Epoch));
            }
        }

        if (released.Count > 0)
        {
            _host.Release(released);
        }
    }

    private readonly record struct Holding(Hold Hold, Epoch Epoch);
}
