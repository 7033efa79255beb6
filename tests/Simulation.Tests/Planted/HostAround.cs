using Jifen.Silo.Journal;
using Jifen.Silo.Shards;
using Jifen.Simulation.Tests.World;

namespace Jifen.Simulation.Tests.Planted;

/// <summary>A host that does as the silo's own does, where a planted bug does not say otherwise.</summary>
internal abstract class HostAround(SimulatedSilo silo) : IShardHost
{
    protected SimulatedSilo Silo { get; } = silo;

    public virtual void Append(ShardLoop shard, long incarnation, ShardAppend append, long step) => Silo.Append(shard, incarnation, append, step);

    public virtual void Recover(ShardLoop shard, long incarnation) => Silo.Recover(shard, incarnation);

    public virtual void LoadMember(ShardLoop shard, long incarnation, MemberKey member) => Silo.LoadMember(shard, incarnation, member);

    public virtual void LoadDocument(ShardLoop shard, long incarnation, Hash256 document) => Silo.LoadDocument(shard, incarnation, document);

    public virtual void FindAnswer(ShardLoop shard, long incarnation, Request request, Sequence record) => Silo.FindAnswer(shard, incarnation, request, record);

    public virtual void FindDue(ShardLoop shard, long incarnation, Stamp until) => Silo.FindDue(shard, incarnation, until);

    public virtual void FindOwed(ShardLoop shard, long incarnation, MemberLook look) => Silo.FindOwed(shard, incarnation, look);

    public virtual void Send(ShardId from, ShardId to, Lane lane, IReadOnlyList<OutgoingMessage> messages) => Silo.Send(from, to, lane, messages);

    public virtual void Acknowledge(ShardId receiver, ShardId sender, Lane lane, long number) => Silo.Acknowledge(receiver, sender, lane, number);

    public virtual void MakeSeed(ShardLoop shard, string lottery, string period) => Silo.MakeSeed(shard, lottery, period);

    public virtual void Observe(JournalRecord record, RecordBody body) => Silo.Observe(record, body);

    public virtual void Stopped(ShardLoop shard, Exception fault) => Silo.Stopped(shard, fault);
}
