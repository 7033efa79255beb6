using Jifen.Silo.Journal;
using Jifen.Silo.Shards;
using Jifen.Simulation.Tests.World;

namespace Jifen.Simulation.Tests.Planted;

/// <summary>A silo whose shards see a host with a bug.</summary>
internal sealed class HostWith(Func<SimulatedSilo, SimulatedWorld, IShardHost> bug) : Composition
{
    public override IShardHost Host(SimulatedSilo silo, SimulatedWorld world) => bug(silo, world);
}

/// <summary>An append counts as durable once it is handed to the committer.</summary>
internal sealed class AcknowledgesBeforeCommit(SimulatedSilo silo) : HostAround(silo)
{
    public override void Append(ShardLoop shard, long incarnation, ShardAppend append, long step)
    {
        base.Append(shard, incarnation, append, step);
        Sequence last = append.Records.Count == 0 ? Sequence.None : append.Records[^1].Sequence;
        Silo.Post(shard, s => s.Appended(incarnation, last, step));
    }
}

/// <summary>An append that answers nobody counts as durable once it is handed to the committer: no answer is early, but reads are.</summary>
internal sealed class CountsQuietRecordsBeforeCommit(SimulatedSilo silo) : HostAround(silo)
{
    public override void Append(ShardLoop shard, long incarnation, ShardAppend append, long step)
    {
        base.Append(shard, incarnation, append, step);
        if (append.Records is [.., { } last] && append.Records.All(r => RecordCodec.Decode(r.Body.Span).Answer is null))
        {
            Silo.Post(shard, s => s.Appended(incarnation, last.Sequence, 0));
        }
    }
}

/// <summary>Answers of earlier calls are known only to the silo that gave them.</summary>
internal sealed class KeepsAnswersInMemory(SimulatedSilo silo) : HostAround(silo)
{
    private readonly HashSet<(ShardId, Sequence)> _given = [];

    public override void Observe(JournalRecord record, RecordBody body)
    {
        _given.Add((record.Shard, record.Sequence));
        base.Observe(record, body);
    }

    public override void FindAnswer(ShardLoop shard, long incarnation, Request request, Sequence record) => Silo.Read(shard, incarnation, () =>
    {
        FoundAnswer? found = AnswerSearch.Find(Silo.Journal, shard.Shard, request, record);
        bool forgotten = found is not null && !_given.Contains((shard.Shard, found.Record.Sequence));
        return s => s.AnswerFound(incarnation, request, forgotten ? found! with { Body = found.Body with { Answer = null } } : found);
    });
}

/// <summary>A message counts as received once it is sent.</summary>
internal sealed class AcknowledgesMailItself(SimulatedSilo silo) : HostAround(silo)
{
    public override void Send(ShardId from, ShardId to, Lane lane, IReadOnlyList<OutgoingMessage> messages)
    {
        base.Send(from, to, lane, messages);
        Silo.Post(Silo.Find(from)!, s => s.Acknowledged(to, lane, messages[^1].Number));
    }
}

/// <summary>A copy of a message gets a number of its own.</summary>
internal sealed class NumbersCopies(SimulatedSilo silo, SeededDraw draw) : HostAround(silo)
{
    public override void Send(ShardId from, ShardId to, Lane lane, IReadOnlyList<OutgoingMessage> messages) =>
        base.Send(from, to, lane, draw.Chance(200) ? [.. messages, messages[^1] with { Number = messages[^1].Number + 1 }] : messages);
}

/// <summary>A watcher is told of a record again when its shard reloads.</summary>
internal sealed class ObservesTwice(SimulatedSilo silo, SeededDraw draw) : HostAround(silo)
{
    public override void Observe(JournalRecord record, RecordBody body)
    {
        base.Observe(record, body);
        if (draw.Chance(10))
        {
            base.Observe(record, body);
        }
    }
}

/// <summary>A key's answer is given without a look at what was sent with it.</summary>
internal sealed class AnswersAnyInput(SimulatedSilo silo) : HostAround(silo)
{
    public override void FindAnswer(ShardLoop shard, long incarnation, Request request, Sequence record) => Silo.Read(shard, incarnation, () =>
    {
        FoundAnswer? found = AnswerSearch.Find(Silo.Journal, shard.Shard, request, record);
        return s => s.AnswerFound(incarnation, request, found is null ? null : found with { InputHash = request.InputHash });
    });
}

/// <summary>What was read for a shard is told to it twice.</summary>
internal sealed class TellsTwice(SimulatedSilo silo) : HostAround(silo)
{
    public override void FindAnswer(ShardLoop shard, long incarnation, Request request, Sequence record) => Silo.Read(shard, incarnation, () =>
    {
        FoundAnswer? found = AnswerSearch.Find(Silo.Journal, shard.Shard, request, record);
        return s =>
        {
            s.AnswerFound(incarnation, request, found);
            s.AnswerFound(incarnation, request, found);
        };
    });
}

/// <summary>Nobody makes the seeds that a shard asks for.</summary>
internal sealed class MakesNoSeeds(SimulatedSilo silo) : HostAround(silo)
{
    public override void MakeSeed(ShardLoop shard, string lottery, string period)
    {
    }
}
