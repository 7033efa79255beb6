namespace Jifen.Silo.Journal.Sqlite;

/// <summary>Walks what nobody reads otherwise and names what is damaged, in steps as long as the caller wants.</summary>
internal sealed class JournalScrub(JournalReader reader)
{
    public ScrubStep Records(ShardId shard, Sequence from, int limit) => reader.OfShard(shard, tail =>
    {
        (Sequence head, Sequence floor) = reader.ReadExtent(tail);
        List<string> damage = [];
        Sequence next = new(Math.Max(1, from.Value));
        for (int count = 0; count < limit && next <= head; count++, next = next.Next)
        {
            CheckOne(tail, next, floor, damage);
        }

        return new ScrubStep(next, next > head, damage);
    });

    public PositionScrubStep Positions(long from, int limit) => reader.OfAll((last, tails) =>
    {
        List<string> damage = [];
        IReadOnlyList<RecordPlace> places = reader.Places.ReadBetween(from <= 1 ? long.MinValue : from, last, limit);
        long next = Math.Max(1, from);
        foreach (RecordPlace place in places)
        {
            CheckPlace(place, next, tails, damage);
            next = Math.Max(next, place.Position + 1);
        }

        bool isEnd = places.Count < limit;
        if (isEnd && next <= last)
        {
            damage.Add(Gap(next, last));
        }

        return new PositionScrubStep(isEnd ? Math.Max(next, last + 1) : next, isEnd, damage);
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

    private void CheckOne(ShardTail tail, Sequence sequence, Sequence floor, List<string> damage) => Try(
        () =>
        {
            ShardId shard = tail.Shard;
            JournalRecord record = reader.ReadAlone(tail, sequence);
            if (reader.ReadHash(tail, new(sequence.Value - 1)) is { } before && record.Previous != before)
            {
                damage.Add($"{RecordName.Of(shard, sequence)} does not follow the record before it: the chain is broken.");
            }

            if (sequence <= floor && record.Member is { } member && !reader.Members.IsIndexed(member, sequence, record.Key))
            {
                damage.Add($"{RecordName.Of(shard, sequence)} is not in the index of its member, or with another key.");
            }
        },
        damage);

    /// <summary>Each row must be the one that a reader of its shard is led to, and no position may be left out.</summary>
    private void CheckPlace(RecordPlace place, long next, ShardTail[] tails, List<string> damage)
    {
        if (place.Position > next)
        {
            damage.Add(Gap(next, place.Position - 1));
        }

        if (place.Position < 1 || place.Shard.Value < 0 || place.Shard.Value >= tails.Length)
        {
            damage.Add($"The row at position {place.Position} was not written by this journal.");
            return;
        }

        long known = reader.PositionOf(tails[place.Shard.Value], place.Sequence);
        if (known != place.Position)
        {
            string where = known == 0 ? "where no reader finds it" : $"and is known to lie at {known}";
            damage.Add($"{RecordName.Of(place.Shard, place.Sequence)} lies at position {place.Position}, {where}.");
        }
    }

    private static string Gap(long from, long to) =>
        from == to ? $"There is no row at position {from}." : $"There are no rows from position {from} to {to}.";

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
