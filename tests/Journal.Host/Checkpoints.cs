using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Sqlite;

namespace Jifen.Journal.Host;

/// <summary>Measures checkpoints of member states with their index, and the reads beside them.</summary>
internal static class Checkpoints
{
    private const int Members = 50_000;
    private const int Rounds = 8;
    private const int PerCommit = 1_000;

    public static void Measure(string folder)
    {
        using SqliteJournal journal = Measuring.Fresh(folder);
        ShardHead head = Measuring.TakeAll(journal)[0];
        MemberKey[] members = [.. Enumerable.Range(0, Members).Select(_ => MemberKey.Read(RandomNumberGenerator.GetBytes(16)))];
        List<RequestKey> keys = [];
        List<double> milliseconds = [];
        for (int first = 0; first < Members * Rounds; first += PerCommit)
        {
            ShardAppend checkpoint = Checkpoint(head, members, first, keys);
            long start = Stopwatch.GetTimestamp();
            journal.Append([checkpoint]);
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Console.WriteLine($"checkpoint: {Members * Rounds / (milliseconds.Sum() / 1000):N0} (grain + index) rows/s, {Measuring.Percentiles(milliseconds)}");
        Read("ReadGrain", i => journal.ReadGrain(head.Shard, Name(members[i % Members])));
        Read("FindKey, found", i => journal.FindKey(head.Shard, members[i % Members], keys[i % Members]));
        Read("FindKey, none", i => journal.FindKey(head.Shard, members[i % Members], keys[(i + 1) % Members]));
        Read("ReadMemberIndex, 8", i => journal.ReadMemberIndex(head.Shard, members[i % Members], new(long.MaxValue), 20));
    }

    private static ShardAppend Checkpoint(ShardHead head, MemberKey[] members, int first, List<RequestKey> keys)
    {
        byte[] state = Encoding.UTF8.GetBytes("{\"state\":\"" + new string('s', 500) + "\"}");
        List<GrainRow> grains = [];
        List<MemberIndexRow> index = [];
        for (int i = first; i < first + PerCommit; i++)
        {
            MemberKey member = members[i % Members];
            RequestKey key = RequestKey.Read(RandomNumberGenerator.GetBytes(16));
            keys.Add(key);
            grains.Add(new(Name(member), member, new(i + 1), new Stamp(i), state));
            index.Add(new(member, new(i + 1), key));
        }

        return new() { Shard = head.Shard, Epoch = head.Epoch, ControlGeneration = 0, Previous = head.Hash, Records = [], Grains = grains, Index = index };
    }

    private static string Name(MemberKey member) => $"member:{member}";

    private static void Read<T>(string name, Func<int, T> read)
    {
        const int Times = 50_000;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Times; i++)
        {
            read((int)(i * 7919L % Members));
        }

        Console.WriteLine($"{name}: {Stopwatch.GetElapsedTime(start).TotalMicroseconds / Times:F1} us");
    }
}
