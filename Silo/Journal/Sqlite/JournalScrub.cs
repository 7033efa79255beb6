namespace Jifen.Silo.Journal.Sqlite;

/// <summary>Walks what nobody reads otherwise and names what is damaged, in steps as long as the caller wants.</summary>
internal sealed class JournalScrub(JournalReader reader)
{
    public ScrubStep Records(ShardId shard, Sequence from, int limit) => reader.AtOneInstant(() =>
    {
        (Sequence head, Sequence floor) = reader.ReadExtent(shard);
        List<string> damage = [];
        Sequence next = new(Math.Max(1, from.Value));
        for (int count = 0; count < limit && next <= head; count++, next = next.Next)
        {
            CheckOne(shard, next, floor, damage);
        }

        return new ScrubStep(next, next > head, damage);
    });

    public GrainScrubStep Grains(ShardId shard, string after, int limit) => reader.AtOneInstant(() =>
    {
        List<string> damage = [];
        string last = after;
        IReadOnlyList<string> names = reader.Grains.ReadNames(shard, after, limit);
        foreach (string name in names)
        {
            Try(() => _ = reader.Grains.Read(shard, name), damage);
            last = name;
        }

        return new GrainScrubStep(last, names.Count < limit, damage);
    });

    private void CheckOne(ShardId shard, Sequence sequence, Sequence floor, List<string> damage) => Try(
        () =>
        {
            JournalRecord record = reader.ReadAlone(shard, sequence);
            if (reader.ReadHash(shard, new(sequence.Value - 1)) is { } before && record.Previous != before)
            {
                damage.Add($"{RecordName.Of(shard, sequence)} does not follow the record before it: the chain is broken.");
            }

            if (sequence <= floor && record.Member is { } member && !reader.IsIndexed(member, sequence, record.Key))
            {
                damage.Add($"{RecordName.Of(shard, sequence)} is not in the index of its member, or with another key.");
            }
        },
        damage);

    private static void Try(Action check, List<string> damage)
    {
        try
        {
            check();
        }
        catch (JournalDamagedException fault)
        {
            damage.Add(fault.Message);
        }
        catch (SqliteFaultException fault) when (fault.IsDamage)
        {
            damage.Add($"The database is damaged: {fault.Message}");
        }
    }
}
