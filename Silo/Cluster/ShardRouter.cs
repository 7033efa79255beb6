using Jifen.Silo.Cluster.Wire;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Cluster;

/// <summary>
/// Sends work and mail to their shards, wherever these run. Work for a shard of this silo goes straight to it. Other work is sent to its
/// owner; it is held for a short while where that is not known or not reached, and follows the shard where it moves. Nothing here waits.
/// Work of one caller that does not wait for its replies may overtake other work of his.
/// </summary>
public sealed partial class ShardRouter : IShards, IShardMailCarrier, IDisposable
{
    private readonly IShardMap _map;
    private readonly ILocalShards _local;
    private readonly IPeers _peers;
    private readonly IWorkCodec _codec;
    private readonly RouterLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly HeldWork _held;
    private readonly ITimer _retries;
    private volatile bool _ended;

    public ShardRouter(
        int shardCount, IShardMap map, ILocalShards local, IPeers peers, IWorkCodec codec, RouterLimits limits, TimeProvider time, ILogger<ShardRouter> log)
    {
        (Count, _map, _local, _peers, _codec, _limits, _time, _log) = (shardCount, map, local, peers, codec, limits, time, log);
        _held = new(limits.HeldWork);
        _map.Moved += Release;
        _peers.Connected += Reached;
        _retries = time.CreateTimer(_ => ReleaseAll(), null, limits.RetryAfter, limits.RetryAfter);
    }

    public int Count { get; }

    public ShardId Of(MemberKey member) => Placement.Of(member, Count);

    public ShardId Of(string grain) => Placement.Of(grain, Count);

    public void Post(ShardId shard, ShardWork work) => Route(new RoutedWork(this, shard, work, _time.GetTimestamp()));

    /// <summary>Messages whose receiver is not reached are dropped: their shard sends them again.</summary>
    public void Send(ShardId from, ShardId to, Lane lane, IReadOnlyList<OutgoingMessage> messages)
    {
        if (!_local.TryDeliver(from, to, lane, messages) && FindPeer(to) is var (silo, address))
        {
            _peers.TrySend(silo, address, new MailFrame(from, to, lane, MailCodec.Encode(messages)));
        }
    }

    /// <summary>An acknowledgement whose sender is not reached is dropped: what is not acknowledged is sent again.</summary>
    public void Acknowledge(ShardId receiver, ShardId sender, Lane lane, long number)
    {
        if (!_local.TryAcknowledge(receiver, sender, lane, number) && FindPeer(sender) is var (silo, address))
        {
            _peers.TrySend(silo, address, new AcknowledgementFrame(receiver, sender, lane, number));
        }
    }

    /// <summary>Holds no more work; what is held is told to try again.</summary>
    public void Dispose()
    {
        _ended = true;
        _map.Moved -= Release;
        _peers.Connected -= Reached;
        _retries.Dispose();
        ReleaseAll();
    }

    /// <summary>A shard of this silo did nothing with the work, or knows it by its key, and is going elsewhere.</summary>
    internal void HasMoved(RoutedWork work)
    {
        work.Work.Doubt();
        Forward(work);
    }

    /// <summary>The silo that was asked does not have the shard, or not any more: a shard that was lost knows what it did by the key.</summary>
    internal void IsElsewhere(RoutedWork work, SiloId? owner, Epoch epoch)
    {
        work.Work.Doubt();
        if (epoch.Value > _map.Find(work.Shard).Epoch.Value)
        {
            _map.Correct(work.Shard, owner, epoch);
        }

        Follow(work);
    }

    /// <summary>Whether the work was done is not known.</summary>
    internal void IsLost(RoutedWork work)
    {
        if (work.MayBeRepeated)
        {
            work.Work.Doubt();
            Hold(work);
        }
        else
        {
            work.Tell(Unknown);
        }
    }

    internal void HasReplied(RoutedWork work, ReadOnlyMemory<byte> bytes)
    {
        Reply reply;
        try
        {
            reply = _codec.DecodeReply(bytes, work.Work);
        }
#pragma warning disable CA1031 // whatever another silo has sent, the caller is told and this silo goes on
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogUnreadable(_log, fault, work.Shard);
            reply = Unknown;
        }

        work.Tell(reply);
    }

    private static NotDone Unknown { get; } =
        new(RejectionCodes.TryAgain, "the silo of this shard has not answered; whether the call took effect a retry with its key will tell");

    internal static NotDone Nowhere { get; } =
        new(RejectionCodes.TryAgain, "no silo was reached that has this shard; a call made before may have taken effect, which a retry with its key will tell");

    private static NotDone TooMuch { get; } = new(RejectionCodes.Overloaded, "too much waits for the silo of this shard");

    private void Follow(RoutedWork work)
    {
        work.Hops++;
        if (work.Hops < _limits.Hops && _map.Find(work.Shard).Silo != work.Asked)
        {
            Route(work);
        }
        else
        {
            Hold(work);
        }
    }

    private void Route(RoutedWork work)
    {
        if (!_local.TryPost(work.Shard, work.Work))
        {
            Forward(work);
        }
    }

    private void Forward(RoutedWork work)
    {
        if (!_ended && FindPeer(work.Shard) is var (silo, address))
        {
            Send(work, silo, address);
        }
        else
        {
            Hold(work);
        }
    }

    private void Send(RoutedWork work, SiloId silo, string address)
    {
        if (!TryEncode(work, out byte[]? bytes))
        {
            work.Tell(new NotDone(RejectionCodes.TryAgain, "this call cannot be sent to the silo of its shard; nothing was done"));
            return;
        }

        work.Asked = silo;
        switch (_peers.TryCall(silo, address, work.Shard, _limits.CallTime - _time.GetElapsedTime(work.Begun), bytes, work))
        {
            case SendOutcome.NotConnected:
                Hold(work);
                break;
            case SendOutcome.Full or SendOutcome.TooLong:
                work.Tell(TooMuch);
                break;
        }
    }

    private bool TryEncode(RoutedWork work, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out byte[]? bytes)
    {
        try
        {
            bytes = work.Bytes(_codec);
            return true;
        }
#pragma warning disable CA1031 // the thread may be that of a shard or a stream, which serve others
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogUnwritable(_log, fault, work.Shard);
            bytes = null;
            return false;
        }
    }

    private (SiloId Silo, string Address)? FindPeer(ShardId shard) =>
        _map.Find(shard) is { IsHere: false, Silo: { } silo } && _map.AddressOf(silo) is { } address ? (silo, address) : null;

    private void Hold(RoutedWork work)
    {
        long now = _time.GetTimestamp();
        work.HeldSince ??= now;
        work.Hops = 0;
        bool isOver = _time.GetElapsedTime(work.HeldSince.Value, now) >= _limits.HoldTime || _time.GetElapsedTime(work.Begun, now) >= _limits.CallTime;
        if (_ended || isOver)
        {
            work.Tell(Nowhere);
        }
        else if (!_held.TryAdd(work))
        {
            work.Tell(TooMuch);
        }
    }

    /// <remarks>Mail that went to where shards were before, or to nobody, would else lie until its shard sends all of it again.</remarks>
    private void Release(IReadOnlySet<ShardId> moved)
    {
        foreach (ShardId shard in moved)
        {
            Route(_held.Take(shard));
        }

        _local.SendAgain(moved);
    }

    private void Reached(SiloId silo)
    {
        ReleaseAll();
        _local.SendAgain(Enumerable.Range(0, Count).Select(shard => new ShardId(shard)).Where(shard => _map.Find(shard).Silo == silo).ToHashSet());
    }

    private void ReleaseAll() => Route(_held.TakeAll());

    private void Route(IReadOnlyList<RoutedWork> released)
    {
        foreach (RoutedWork work in released)
        {
            Route(work);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "A call to shard {Shard} cannot be written for another silo / 无法为其他节点编码对分片 {Shard} 的调用")]
    private static partial void LogUnwritable(ILogger log, Exception fault, ShardId shard);

    [LoggerMessage(2, LogLevel.Error, "A reply of shard {Shard} is not understood here / 本节点无法理解分片 {Shard} 的回复")]
    private static partial void LogUnreadable(ILogger log, Exception fault, ShardId shard);
}
