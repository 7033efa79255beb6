using System.Security.Cryptography;
using System.Text;
using Jifen.Silo.Journal;

namespace Jifen.Journal.Host;

/// <summary>Makes chained records of one shard with bodies of a given length.</summary>
internal sealed class Records(ShardHead head, int bytes)
{
    private readonly byte[] _body = Encoding.UTF8.GetBytes("{\"filler\":\"" + new string('x', Math.Max(0, bytes - 13)) + "\"}");
    private Sequence _sequence = head.Sequence;
    private Hash256 _hash = head.Hash;
    private long _microseconds = head.Stamp.Microseconds;

    public Epoch Epoch => head.Epoch;

    public ShardId Shard => head.Shard;

    public ShardAppend Next(int count) => new()
    {
        Shard = Shard,
        Epoch = Epoch,
        ControlGeneration = 0,
        Previous = _hash,
        Records = [.. Enumerable.Range(0, count).Select(_ => NextRecord())],
    };

    private JournalRecord NextRecord()
    {
        JournalRecord record = JournalRecord.Sealed(new()
        {
            Shard = Shard,
            Sequence = _sequence.Next,
            Epoch = Epoch,
            Previous = _hash,
            Stamp = new(++_microseconds),
            CatalogueVersion = 1,
            ControlGeneration = 0,
            Rules = 1,
            Member = MemberKey.Read(RandomNumberGenerator.GetBytes(16)),
            Key = RequestKey.Read(RandomNumberGenerator.GetBytes(16)),
            InputHash = Hash256.Read(RandomNumberGenerator.GetBytes(32)),
            Body = _body,
            Hash = default,
        });
        _sequence = record.Sequence;
        _hash = record.Hash;
        return record;
    }
}
