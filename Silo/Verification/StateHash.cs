using System.Security.Cryptography;
using System.Text;
using Jifen.Grains.Kernel;
using Jifen.Silo.Journal;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Verification;

/// <summary>
/// SHA-256 over the state of a store: shard after shard, of every grain that has one its id and its canonical JSON, a line each; first those that are no
/// members, then the members, by id. Two stores with equal hashes know the same.
/// </summary>
internal sealed class StateHash : IDisposable
{
    private static readonly byte[] End = "\n"u8.ToArray();

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public Hash256 Value => Hash256.Read(_hash.GetCurrentHash());

    /// <summary>Adds the next shard.</summary>
    public void Add(ShardState shard)
    {
        foreach (Grain grain in shard.Named.Concat(shard.Members.OrderBy(static member => member.Id, StringComparer.Ordinal)))
        {
            _hash.AppendData(Encoding.UTF8.GetBytes(grain.Id));
            _hash.AppendData(End);
            _hash.AppendData(grain.Save());
            _hash.AppendData(End);
        }
    }

    /// <summary>The hash of the state that a silo comes up with: checkpoint rows, and the records after them. Reads all members.</summary>
    public static Hash256 FromCheckpoints(IJournal journal)
    {
        using StateHash hash = new();
        for (int shard = 0; shard < journal.Identity.ShardCount; shard++)
        {
            ShardState state = RecoveredShard.Read(journal, new(shard), journal.Identity.ShardCount).Machine.State;
            foreach (MemberKey member in MembersOf(journal, new(shard)).Where(member => state.FindMember(member) is null))
            {
                state.Seat(RecoveredShard.ReadMember(journal, new(shard), member));
            }

            hash.Add(state);
        }

        return hash.Value;
    }

    public void Dispose() => _hash.Dispose();

    private static HashSet<MemberKey> MembersOf(IJournal journal, ShardId shard)
    {
        HashSet<MemberKey> members = [];
        Sequence next = new(1);
        while (journal.ReadRecords(shard, next, 512) is { Count: > 0 } page)
        {
            members.UnionWith(page.Where(record => record.Member is not null).Select(record => record.Member!.Value));
            next = page[^1].Sequence.Next;
        }

        return members;
    }
}
