using Jifen.Grains.Kernel;
using Jifen.Silo.Cluster;
using Jifen.Silo.Journal;
using Jifen.Simulation.Tests.Store;
using Jifen.Simulation.Tests.World;

namespace Jifen.Simulation.Tests.Planted;

/// <summary>A store that does not keep one of its promises.</summary>
internal sealed class UnsoundStore(StoreRules rules) : Composition
{
    public override IJournal OpenJournal(SimulatedWorld world, StoreWeather weather) => new SimulatedJournal(world.Disk, weather, rules);

    public override IClusterStore OpenCluster(SimulatedWorld world, StoreWeather weather) => OpenCluster(world, weather, rules);
}

/// <summary>A journal with a bug in front of a sound store.</summary>
internal sealed class JournalWith(Func<IJournal, SimulatedWorld, IJournal> bug) : Composition
{
    public override IJournal OpenJournal(SimulatedWorld world, StoreWeather weather) => bug(base.OpenJournal(world, weather), world);
}

/// <summary>Request keys do not get into the index.</summary>
internal sealed class ForgetsKeys(IJournal inside) : JournalAround(inside)
{
    public override IReadOnlyList<AppendResult> Append(IReadOnlyList<ShardAppend> batch) =>
        base.Append([.. batch.Select(a => a with { Index = [.. a.Index.Select(row => row with { Key = null })] })]);
}

/// <summary>The floor moves with the first step of a checkpoint.</summary>
internal sealed class MovesFloorEarly(IJournal inside) : JournalAround(inside)
{
    public override IReadOnlyList<AppendResult> Append(IReadOnlyList<ShardAppend> batch) => base.Append([.. batch.Select(Early)]);

    private static ShardAppend Early(ShardAppend append) => append is { Grains.Count: > 0, Floor: null, Records: [.., { } last] }
        ? append with { Floor = new(last.Sequence, last.Hash) }
        : append;
}

/// <summary>Of each shard's tally only the first row gets into the store.</summary>
internal sealed class KeepsFirstTally(IJournal inside) : JournalAround(inside)
{
    private readonly HashSet<ShardId> _kept = [];

    public override IReadOnlyList<AppendResult> Append(IReadOnlyList<ShardAppend> batch) =>
        base.Append([.. batch.Select(a => a with { Grains = [.. a.Grains.Where(row => row.Grain != ShardTally.GrainId || _kept.Add(a.Shard))] })]);
}

/// <summary>A batch that was written counts as refused for want of space.</summary>
internal sealed class SaysFullAfterCommit(IJournal inside, SeededDraw draw) : JournalAround(inside)
{
    public override IReadOnlyList<AppendResult> Append(IReadOnlyList<ShardAppend> batch)
    {
        IReadOnlyList<AppendResult> results = base.Append(batch);
        return draw.Chance(20) ? throw new StoreFullException("written all the same") : results;
    }
}

/// <summary>After a broken connection a batch is written again at the new head, whether or not it was written.</summary>
internal sealed class RedoesUnknown(IJournal inside) : JournalAround(inside)
{
    public override IReadOnlyList<AppendResult> Append(IReadOnlyList<ShardAppend> batch)
    {
        try
        {
            return base.Append(batch);
        }
        catch (AppendOutcomeUnknownException)
        {
            return Redo(batch);
        }
    }

    private IReadOnlyList<AppendResult> Redo(IReadOnlyList<ShardAppend> batch)
    {
        try
        {
            return base.Append([.. batch.Select(Rechained)]);
        }
        catch (StoreUnreachableException away)
        {
            throw new AppendOutcomeUnknownException("the store is away", away);
        }
    }

    private ShardAppend Rechained(ShardAppend append)
    {
        ShardHead head = ReadHead(append.Shard);
        List<JournalRecord> records = [];
        foreach (JournalRecord record in append.Records)
        {
            records.Add(Resealing.After(record, records.LastOrDefault()?.Sequence ?? head.Sequence, records.LastOrDefault()?.Hash ?? head.Hash, record.Stamp));
        }

        return append with { Records = records, Previous = head.Hash, Grains = [], Index = [], Floor = null };
    }
}

/// <summary>A record is stored with another stamp than it was sealed with.</summary>
internal sealed class Tampers(IJournal inside, SeededDraw draw) : JournalAround(inside)
{
    public override IReadOnlyList<AppendResult> Append(IReadOnlyList<ShardAppend> batch) =>
        base.Append([.. batch.Select(a => a.Records.Count == 1 && draw.Chance(30) ? a with { Records = [Resealing.Tampered(a.Records[0])] } : a)]);
}

/// <summary>Stamps come from a clock that was set back.</summary>
internal sealed class TurnsBackStamps(IJournal inside, SeededDraw draw) : JournalAround(inside)
{
    public override IReadOnlyList<AppendResult> Append(IReadOnlyList<ShardAppend> batch) => base.Append([.. batch.Select(a => draw.Chance(30) ? Turned(a) : a)]);

    private static ShardAppend Turned(ShardAppend append)
    {
        List<JournalRecord> records = [];
        foreach (JournalRecord record in append.Records)
        {
            Hash256 previous = records.LastOrDefault()?.Hash ?? record.Previous;
            records.Add(Resealing.After(record, new(record.Sequence.Value - 1), previous, record.Stamp.Plus(TimeSpan.FromMinutes(-1))));
        }

        return append with { Records = records, Grains = [], Index = [], Floor = null };
    }
}

/// <summary>Makes a record anew from another.</summary>
internal static class Resealing
{
    /// <summary>In another place, with the hash that it must have there.</summary>
    public static JournalRecord After(JournalRecord record, Sequence before, Hash256 previous, Stamp stamp) =>
        JournalRecord.Sealed(Copy(record, before, previous, stamp));

    /// <summary>A little later, with the hash that it had.</summary>
    public static JournalRecord Tampered(JournalRecord record) =>
        Copy(record, new(record.Sequence.Value - 1), record.Previous, record.Stamp.Plus(TimeSpan.FromMicroseconds(1)));

    private static JournalRecord Copy(JournalRecord record, Sequence before, Hash256 previous, Stamp stamp) => new()
    {
        Shard = record.Shard,
        Sequence = before.Next,
        Epoch = record.Epoch,
        Previous = previous,
        Stamp = stamp,
        CatalogueVersion = record.CatalogueVersion,
        ControlGeneration = record.ControlGeneration,
        Rules = record.Rules,
        Member = record.Member,
        Key = record.Key,
        InputHash = record.InputHash,
        Body = record.Body,
        Hash = record.Hash,
    };
}
