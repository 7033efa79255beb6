using Jifen.Grains.Member;
using Jifen.Silo.Journal;

namespace Jifen.Silo.Shards;

/// <summary>
/// What the store holds of a shard at one instant: its head, its checkpoint rows, the records after the floor and the members that
/// they concern.
/// </summary>
/// <remarks>
/// The store gives these one after the other, and an append that was under way when the shard was taken over or reloaded may land in
/// between. Rows that such an append wrote must not meet a head from before it; so the head is read again at the end, and where it has
/// moved everything is.
/// </remarks>
public sealed class StoredShard
{
    /// <summary>Records read at a time.</summary>
    private const int Page = 1024;

    /// <summary>
    /// Looks until it is given up. An owner needs a second one at most for each append that was under way; who reads beside an owner
    /// that goes on writing may need many.
    /// </summary>
    private const int MostLooks = 1000;

    private readonly Dictionary<MemberKey, MemberGrain> _members = [];
    private readonly List<JournalRecord> _tail = [];

    private StoredShard(ShardHead head) => Head = head;

    public ShardHead Head { get; }

    public IReadOnlyList<GrainRow> Rows { get; private set; } = [];

    /// <summary>The records after the floor, up to the head.</summary>
    public IReadOnlyList<JournalRecord> Tail => _tail;

    /// <exception cref="JournalDamagedException">A row or record is not what was written.</exception>
    /// <exception cref="StoreRefusedException">The shard is written to so fast that no instant of it was seen.</exception>
    public static StoredShard Read(IJournal journal, ShardId shard)
    {
        for (int look = 1; look <= MostLooks; look++)
        {
            StoredShard stored = new(journal.ReadHead(shard));
            stored.Gather(journal);
            if (journal.ReadHead(shard) == stored.Head)
            {
                stored.RequireChain();
                return stored;
            }
        }

        throw new StoreRefusedException($"Shard {shard} is written to while it is read, each of {MostLooks} times. Read it while its silo is less busy.");
    }

    /// <summary>The member as of its checkpoint row; one of those that the tail concerns.</summary>
    public MemberGrain Member(MemberKey member) => _members[member];

    private void Gather(IJournal journal)
    {
        Rows = journal.ReadShardGrains(Head.Shard);
        Sequence next = Head.Floor.Next;
        while (next <= Head.Sequence && journal.ReadRecords(Head.Shard, next, Page) is { Count: > 0 } page)
        {
            _tail.AddRange(page.TakeWhile(record => record.Sequence <= Head.Sequence));
            next = page[^1].Sequence.Next;
        }

        foreach (MemberKey member in _tail.Where(record => record.Member is not null).Select(record => record.Member!.Value).Distinct())
        {
            _members.Add(member, RecoveredShard.ReadMember(journal, Head.Shard, member));
        }
    }

    private void RequireChain()
    {
        Hash256 previous = Head.FloorHash;
        Sequence next = Head.Floor.Next;
        foreach (JournalRecord record in _tail)
        {
            if (record.Sequence != next || record.Previous != previous)
            {
                throw new JournalDamagedException($"shard {record.Shard}, record {next}: the chain is broken");
            }

            (previous, next) = (record.Hash, next.Next);
        }

        if (previous != Head.Hash || next != Head.Sequence.Next)
        {
            throw new JournalDamagedException($"shard {Head.Shard}: the head at {Head.Sequence} does not carry the hash of its record");
        }
    }
}
