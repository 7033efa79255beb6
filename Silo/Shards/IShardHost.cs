using Jifen.Silo.Journal;

namespace Jifen.Silo.Shards;

/// <summary>
/// All effects of a shard's loop. In production threads carry them out, in simulation an event queue does. Nothing here waits; what
/// comes back is told to the loop as a call with the incarnation it was asked by, and a stale incarnation is dropped.
/// </summary>
public interface IShardHost
{
    /// <summary>
    /// Hands records, and step number <paramref name="step"/> of a checkpoint or 0, to the committer. Back come
    /// <see cref="ShardLoop.Appended"/>, <see cref="ShardLoop.AppendRefused"/> or <see cref="ShardLoop.AppendFailed"/>, in the order of the
    /// appends: no append is told to be durable before one that was handed over earlier and failed.
    /// </summary>
    void Append(ShardLoop shard, long incarnation, ShardAppend append, long step);

    /// <summary>Builds the shard's state from the store. Back comes <see cref="ShardLoop.Recovered"/>.</summary>
    void Recover(ShardLoop shard, long incarnation);

    /// <summary>Back comes <see cref="ShardLoop.MemberLoaded"/>.</summary>
    void LoadMember(ShardLoop shard, long incarnation, MemberKey member);

    /// <summary>Back comes <see cref="ShardLoop.DocumentLoaded"/>.</summary>
    void LoadDocument(ShardLoop shard, long incarnation, Hash256 document);

    /// <summary>
    /// Looks for the record that answers a key: the one named, or by the store's index where none is named. Back comes
    /// <see cref="ShardLoop.AnswerFound"/> or <see cref="ShardLoop.AnswerArchived"/>.
    /// </summary>
    void FindAnswer(ShardLoop shard, long incarnation, Request request, Sequence record);

    /// <summary>Back comes <see cref="ShardLoop.DueFound"/>.</summary>
    void FindDue(ShardLoop shard, long incarnation, Stamp until);

    /// <summary>Looks through the next members of a walk. Back comes <see cref="ShardLoop.OwedFound"/>.</summary>
    void FindOwed(ShardLoop shard, long incarnation, MemberLook look);

    /// <summary>Carries messages to another shard, in order; they may be lost and are then sent again.</summary>
    void Send(ShardId from, ShardId to, Lane lane, IReadOnlyList<OutgoingMessage> messages);

    /// <summary>Tells a sender that its messages up to a number are durable at the receiver.</summary>
    void Acknowledge(ShardId receiver, ShardId sender, Lane lane, long number);

    /// <summary>Makes a seed for a period and offers it to the shard as an <see cref="OfferSeed"/>.</summary>
    void MakeSeed(ShardLoop shard, string lottery, string period);

    /// <summary>A record has become durable: feeds whoever watches. Called in order per shard.</summary>
    void Observe(JournalRecord record, RecordBody body);

    /// <summary>The shard has stopped for good.</summary>
    void Stopped(ShardLoop shard, Exception fault);
}
