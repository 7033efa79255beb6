using System.Security.Cryptography;
using System.Text;
using Jifen.Silo.Journal;

namespace Jifen.Silo.Tests.Journal;

/// <summary>Builds records of one shard that follow each other from a head on.</summary>
public sealed class Chain(ShardHead head)
{
    private Sequence _sequence = head.Sequence;
    private Hash256 _hash = head.Hash;
    private long _microseconds = Math.Max(1_000, head.Stamp.Microseconds);

    public ShardId Shard => head.Shard;

    public Epoch Epoch => head.Epoch;

    public static MemberKey Member(int number) => new((UInt128)number);

    /// <summary>A member that lives on a shard.</summary>
    public static MemberKey MemberOf(int shard) =>
        Enumerable.Range(1, int.MaxValue).Select(Member).First(member => Placement.Of(member, JournalContract.ShardCount).Value == shard);

    public static RequestKey Key(int number) => new((UInt128)number);

    public JournalRecord Next(string body = "{\"a\":\"加分 ✓\"}", MemberKey? member = null, RequestKey? key = null, long control = 0)
    {
        JournalRecord record = JournalRecord.Sealed(new()
        {
            Shard = Shard,
            Sequence = _sequence.Next,
            Epoch = Epoch,
            Previous = _hash,
            Stamp = new(_microseconds += 10),
            CatalogueVersion = 3,
            ControlGeneration = control,
            Rules = 1,
            Member = member,
            Key = key,
            InputHash = Hash256.Read(SHA256.HashData(Encoding.UTF8.GetBytes(body))),
            Body = Encoding.UTF8.GetBytes(body),
            Hash = default,
        });
        (_sequence, _hash) = (record.Sequence, record.Hash);
        return record;
    }

    public JournalRecord[] Many(int count) => [.. Enumerable.Range(1, count).Select(i => Next(member: Member(i), key: i % 2 == 0 ? Key(i) : null))];

    public ShardAppend Append(int count) => Append(Many(count));

    public ShardAppend Append(params JournalRecord[] records) =>
        new()
        {
            Shard = Shard,
            Epoch = Epoch,
            ControlGeneration = records is [.., { } last] ? last.ControlGeneration : 0,
            Previous = records is [{ } first, ..] ? first.Previous : _hash,
            Records = records,
        };
}
