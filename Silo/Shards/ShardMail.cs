using Jifen.Grains.Kernel;

namespace Jifen.Silo.Shards;

/// <summary>A shard's mail: sends what is durable, sends it again until acknowledged, takes in each message once and in order.</summary>
internal sealed class ShardMail(ShardId shard, ShardEnvironment environment, Outbox outbox, MailCounters counters)
{
    private readonly Dictionary<(ShardId From, Lane Lane), long> _durableReceived = [];
    private Stamp _sentAgainAt;

    public Outbox Outbox { get; } = outbox;

    /// <summary>
    /// Whether the delivery is the next of its lane. An older one is acknowledged again, as far as it is durable; a later one is sent
    /// again by its sender.
    /// </summary>
    public bool IsNext(Delivery delivery)
    {
        long received = counters.Received(delivery.From, delivery.Lane);
        if (delivery.Number <= received)
        {
            AcknowledgeAgain(delivery, received);
        }
        else
        {
            // Until the first delivery of the lane is taken in, all that is counted came from the store.
            _durableReceived.TryAdd((delivery.From, delivery.Lane), received);
        }

        return delivery.Number == received + 1;
    }

    public bool WouldOverflow(IReadOnlyList<AddressedMessage> messages)
    {
        for (int i = 0; i < messages.Count; i++)
        {
            if (Outbox.Unacknowledged(messages[i].To) >= environment.Limits.Unacknowledged)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A record is durable: its messages go out, and the message it took in is acknowledged.</summary>
    public void Durable(RecordBody body)
    {
        if (body.Input is Delivery delivery)
        {
            _durableReceived[(delivery.From, delivery.Lane)] = delivery.Number;
            environment.Host.Acknowledge(shard, delivery.From, delivery.Lane, delivery.Number);
        }

        if (body.Messages is not null)
        {
            foreach (IGrouping<(ShardId To, Lane Lane), OutgoingMessage> lane in body.Messages.GroupBy(m => (m.To, m.Lane)))
            {
                environment.Host.Send(shard, lane.Key.To, lane.Key.Lane, [.. lane]);
            }
        }
    }

    public void SendAgain(Stamp now, Sequence durable)
    {
        if (now - _sentAgainAt < environment.Limits.Resend)
        {
            return;
        }

        _sentAgainAt = now;
        Send(Outbox.Again(durable));
    }

    /// <summary>The receivers have moved: what they have not acknowledged may have gone where they no longer were.</summary>
    public void SendAgain(IReadOnlySet<ShardId> to, Sequence durable) => Send(Outbox.Again(durable, to));

    private void Send(IEnumerable<(ShardId To, Lane Lane, IReadOnlyList<OutgoingMessage> Messages)> lanes)
    {
        foreach ((ShardId to, Lane lane, IReadOnlyList<OutgoingMessage> messages) in lanes)
        {
            environment.Host.Send(shard, to, lane, messages);
        }
    }

    private void AcknowledgeAgain(Delivery delivery, long received) => environment.Host.Acknowledge(
        shard, delivery.From, delivery.Lane, _durableReceived.GetValueOrDefault((delivery.From, delivery.Lane), received));
}
