using System.Text.Json;
using Jifen.Silo.Cluster.Wire;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Cluster;

/// <summary>Gives what other silos send to the shards of this one. Work for a shard that is not here is answered with where it is believed to be.</summary>
public sealed partial class ShardReceiver(int shardCount, IShardMap map, ILocalShards local, IWorkCodec codec, ILogger<ShardReceiver> log) : IPeerReceiver
{
    public void Called(IncomingCall call)
    {
        if (!IsShard(call.Shard))
        {
            call.Refuse(CallRefusal.Unreadable);
        }
        else if (call.Left <= TimeSpan.Zero)
        {
            call.Refuse(CallRefusal.Overloaded);
        }
        else if (Decode(call) is { } work && !local.TryPost(call.Shard, work))
        {
            SayWhere(call);
        }
    }

    public void Mailed(MailFrame mail)
    {
        if (!IsShard(mail.From) || !IsShard(mail.To))
        {
            return;
        }

        try
        {
            local.TryDeliver(mail.From, mail.To, mail.Lane, MailCodec.Decode(mail.Payload));
        }
        catch (JsonException fault)
        {
            LogUnreadable(log, fault, mail.To);
        }
    }

    public void Acknowledged(AcknowledgementFrame acknowledgement)
    {
        if (IsShard(acknowledgement.Receiver) && IsShard(acknowledgement.Sender))
        {
            local.TryAcknowledge(acknowledgement.Receiver, acknowledgement.Sender, acknowledgement.Lane, acknowledgement.Number);
        }
    }

    private bool IsShard(ShardId shard) => shard.Value < shardCount;

    private ShardWork? Decode(IncomingCall call)
    {
        try
        {
            return codec.Decode(call.Payload, new ReplySender(this, call));
        }
#pragma warning disable CA1031 // whatever another silo has sent, its stream goes on
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogUnreadable(log, fault, call.Shard);
            call.Refuse(CallRefusal.Unreadable);
            return null;
        }
    }

    private void SayWhere(IncomingCall call)
    {
        ShardPlace place = map.Find(call.Shard);
        call.WrongOwner(place.IsHere ? null : place.Silo, place.Epoch);
    }

    private void Send(IncomingCall call, Reply reply)
    {
        if (reply is NotDone { IsElsewhere: true })
        {
            SayWhere(call);
            return;
        }

        try
        {
            call.Reply(codec.Encode(reply));
        }
#pragma warning disable CA1031 // the caller is told, and the silo goes on
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogUnwritable(log, fault, call.Shard);
            call.Refuse(CallRefusal.Unsent);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "What another silo sent to shard {Shard} is not understood here / 本节点无法理解其他节点发给分片 {Shard} 的内容")]
    private static partial void LogUnreadable(ILogger log, Exception fault, ShardId shard);

    [LoggerMessage(2, LogLevel.Error, "A reply of shard {Shard} cannot be written for another silo / 无法为其他节点编码分片 {Shard} 的回复")]
    private static partial void LogUnwritable(ILogger log, Exception fault, ShardId shard);

    /// <summary>Encodes the reply on a thread of the pool, never on the shard's.</summary>
    private sealed class ReplySender(ShardReceiver receiver, IncomingCall call) : IReplySink
    {
        public void Complete(Reply reply) =>
            ThreadPool.UnsafeQueueUserWorkItem(static it => it.Receiver.Send(it.Call, it.Reply), (Receiver: receiver, Call: call, Reply: reply), preferLocal: false);
    }
}
