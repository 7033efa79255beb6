namespace Jifen.Grains.Kernel;

/// <summary>How many messages a shard has sent to, and applied from, each other shard on each lane.</summary>
public sealed class MailCounters
{
    private readonly SortedDictionary<(int Shard, Lane Lane), long> _sent = [];
    private readonly SortedDictionary<(int Shard, Lane Lane), long> _received = [];

    /// <summary>Number of the newest message sent.</summary>
    public long Sent(ShardId to, Lane lane) => _sent.GetValueOrDefault((to.Value, lane));

    /// <summary>Number of the newest message applied; one at or below it is a repetition.</summary>
    public long Received(ShardId from, Lane lane) => _received.GetValueOrDefault((from.Value, lane));

    internal long NextSent(ShardId to, Lane lane) => _sent[(to.Value, lane)] = Sent(to, lane) + 1;

    internal long NextReceived(ShardId from, Lane lane) => _received[(from.Value, lane)] = Received(from, lane) + 1;

    internal IReadOnlyList<MailState> SaveSent() => [.. _sent.Select(s => new MailState(s.Key.Shard, s.Key.Lane, s.Value))];

    internal IReadOnlyList<MailState> SaveReceived() => [.. _received.Select(s => new MailState(s.Key.Shard, s.Key.Lane, s.Value))];

    internal void Load(IReadOnlyList<MailState> sent, IReadOnlyList<MailState> received)
    {
        foreach (MailState m in sent)
        {
            _sent.Add((m.Shard, m.Lane), m.Number);
        }

        foreach (MailState m in received)
        {
            _received.Add((m.Shard, m.Lane), m.Number);
        }
    }
}
