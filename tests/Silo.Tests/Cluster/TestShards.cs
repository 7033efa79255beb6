using System.Threading.Channels;
using Jifen.Silo.Cluster;
using Jifen.Silo.Shards;
using Jifen.Silo.Tests.Cluster.Wire;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>Shards of one silo that keep what reaches them.</summary>
internal sealed class TestShards : ILocalShards
{
    private readonly Channel<(ShardId Shard, ShardWork Work)> _posted = Channel.CreateUnbounded<(ShardId, ShardWork)>();
    private readonly Channel<string> _mail = Channel.CreateUnbounded<string>();
    private int _count;

    public HashSet<ShardId> Here { get; } = [];

    /// <summary>To whom shards were told to send mail again.</summary>
    public List<ShardId> SentAgain { get; } = [];

    /// <summary>What a shard replies at once; it keeps quiet where a test says nothing.</summary>
    public Func<ShardId, Reply?> Reply { get; set; } = static _ => null;

    public int Posted => Volatile.Read(ref _count);

    public Task<(ShardId Shard, ShardWork Work)> NextAsync() => _posted.Reader.ReadAsync().AsTask().WaitAsync(WireSilo.Patience);

    public Task<string> NextMailAsync() => _mail.Reader.ReadAsync().AsTask().WaitAsync(WireSilo.Patience);

    public bool TryPost(ShardId shard, ShardWork work)
    {
        if (!Here.Contains(shard))
        {
            return false;
        }

        Interlocked.Increment(ref _count);
        _posted.Writer.TryWrite((shard, work));
        if (Reply(shard) is { } reply)
        {
            work.Sink?.Complete(reply);
        }

        return true;
    }

    public bool TryDeliver(ShardId from, ShardId to, Lane lane, IReadOnlyList<OutgoingMessage> messages) =>
        Here.Contains(to) && _mail.Writer.TryWrite($"{from} to {to}, {lane}: {string.Join(' ', messages.Select(m => m.Number))}");

    public bool TryAcknowledge(ShardId receiver, ShardId sender, Lane lane, long number) =>
        Here.Contains(sender) && _mail.Writer.TryWrite($"{receiver} has {number} of {sender}, {lane}");

    public void SendAgain(IReadOnlySet<ShardId> to) => SentAgain.AddRange(to);
}
