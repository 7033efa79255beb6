using Jifen.Silo.Cluster.Wire;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Cluster;

/// <summary>
/// A piece of work on its way. It is in one place at a time: held, in a shard of this silo, or with another silo; so its caller is told
/// once. It may go twice to a shard only where the first time did nothing, or where <see cref="MayBeRepeated"/>.
/// </summary>
internal sealed class RoutedWork : IReplySink, IPeerCall
{
    private readonly ShardRouter _router;
    private readonly IReplySink? _caller;
    private byte[]? _bytes;

    /// <summary>Stands between the work and its caller from now on.</summary>
    public RoutedWork(ShardRouter router, ShardId shard, ShardWork work, long begun)
    {
        (_router, Shard, Work, Begun, _caller) = (router, shard, work, begun, work.Sink);
        if (_caller is not null)
        {
            work.Sink = this;
        }
    }

    public ShardId Shard { get; }

    public ShardWork Work { get; }

    /// <summary>When the router got it, as a timestamp.</summary>
    public long Begun { get; }

    /// <summary>When it was held for the first time.</summary>
    public long? HeldSince { get; set; }

    /// <summary>Silos that sent it on since it was held last.</summary>
    public int Hops { get; set; }

    /// <summary>The silo that was asked last.</summary>
    public SiloId? Asked { get; set; }

    /// <summary>
    /// Done twice it has the effect and the answer of once: a read, or a request whose key its member remembers. A key without a member
    /// is remembered by nobody.
    /// </summary>
    public bool MayBeRepeated => Work is Read or Request { Key: not null, Member: not null };

    public byte[] Bytes(IWorkCodec codec) => _bytes ??= codec.Encode(Work);

    /// <remarks>Whoever is told of a bound takes the call for not done, which is not known of work that was lost before.</remarks>
    public void Tell(Reply reply) => _caller?.Complete(Work.MayBeDone && reply is NotDone refusal ? refusal.InDoubt() : reply);

    /// <summary>The shard of this silo replies.</summary>
    void IReplySink.Complete(Reply reply)
    {
        if (reply is NotDone { IsElsewhere: true })
        {
            ThreadPool.UnsafeQueueUserWorkItem(static work => work._router.HasMoved(work), this, preferLocal: false);
        }
        else
        {
            Tell(reply);
        }
    }

    void IPeerCall.Replied(ReadOnlyMemory<byte> reply) =>
        ThreadPool.UnsafeQueueUserWorkItem(static it => it.Work._router.HasReplied(it.Work, it.Reply), (Work: this, Reply: reply), preferLocal: false);

    void IPeerCall.WrongOwner(SiloId? owner, Epoch epoch) => _router.IsElsewhere(this, owner, epoch);

    void IPeerCall.Refused(CallRefusal refusal)
    {
        switch (refusal)
        {
            case CallRefusal.Overloaded:
                Tell(new NotDone(RejectionCodes.Overloaded, "too much is under way at the silo of this shard"));
                break;
            case CallRefusal.Unreadable:
                Tell(new NotDone(RejectionCodes.TryAgain, "the silo of this shard does not understand this call; nothing was done"));
                break;
            default:
                _router.IsLost(this);
                break;
        }
    }

    void IPeerCall.Lost() => _router.IsLost(this);
}
