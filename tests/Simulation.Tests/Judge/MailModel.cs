namespace Jifen.Simulation.Tests.Judge;

/// <summary>Messages: numbered without a gap, applied as sent, once, in order, and all of them in the end.</summary>
internal sealed class MailModel(Case judged) : Model(judged)
{
    private readonly Dictionary<(ShardId From, ShardId To, Lane Lane), List<Message>> _sent = [];
    private readonly Dictionary<(ShardId From, ShardId To, Lane Lane), long> _applied = [];

    public override void See(Seen seen)
    {
        if (seen.Body.Input is Delivery delivery)
        {
            Apply(seen, delivery);
        }

        foreach (OutgoingMessage message in seen.Body.Messages ?? [])
        {
            List<Message> lane = LaneOf((seen.Shard, message.To, message.Lane));
            lane.Add(message.Body);
            Require(message.Number == lane.Count, Checks.MailIsAppliedOnce, seen, $"message {message.Number} is sent after {lane.Count - 1}");
        }
    }

    public override void End()
    {
        foreach ((var lane, List<Message> sent) in _sent.Where(s => s.Value.Count != _applied.GetValueOrDefault(s.Key)))
        {
            Case.World.Evidence.Violations.Add(new(
                Checks.MailArrives, $"from {lane.From} to {lane.To}, {lane.Lane}: {sent.Count} sent, {_applied.GetValueOrDefault(lane)} applied"));
        }
    }

    private void Apply(Seen seen, Delivery delivery)
    {
        (ShardId, ShardId, Lane) lane = (delivery.From, seen.Shard, delivery.Lane);
        long before = _applied.GetValueOrDefault(lane);
        Require(delivery.Number == before + 1, Checks.MailIsAppliedOnce, seen, $"message {delivery.Number} is applied after {before}");
        _applied[lane] = delivery.Number;
        List<Message> sent = LaneOf(lane);
        bool same = delivery.Number <= sent.Count && RecordCodec.Encode(delivery with { Body = sent[(int)delivery.Number - 1] })
            .AsSpan().SequenceEqual(RecordCodec.Encode(delivery));
        Require(same, Checks.MailIsAppliedOnce, seen, $"message {delivery.Number} was not sent so");
    }

    private List<Message> LaneOf((ShardId, ShardId, Lane) lane)
    {
        if (!_sent.TryGetValue(lane, out List<Message>? sent))
        {
            _sent.Add(lane, sent = []);
        }

        return sent;
    }
}
