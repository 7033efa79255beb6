using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>What a wave writes beside its records. Where its chains name a row more than once, the last one counts.</summary>
internal static class BesideRows
{
    public static void Add(NpgsqlBatch batch, AppendWave wave)
    {
        (ShardId Shard, ShardAppend Append)[] appends =
            [.. wave.Chains.SelectMany(chain => chain.Appends.Select(append => (chain.Shard, append.Append)))];
        NpgsqlParameter Mark() => Sql.Value(wave.Mark);
        AddPersons(batch, Mark, [.. appends.SelectMany(of => of.Append.Persons, (of, person) => (of.Shard, person)).Reverse().DistinctBy(row => row.person.Member)]);
        AddGrains(batch, Mark, [.. appends.SelectMany(of => of.Append.Grains, (of, grain) => (of.Shard, grain)).Reverse().DistinctBy(row => (row.Shard, row.grain.Grain))]);
        AddIndex(batch, Mark, [.. appends.SelectMany(of => of.Append.Index, (of, row) => (of.Shard, row))]);
        AddFloors(batch, Mark, [.. appends.Where(of => of.Append.Floor is not null).Select(of => (of.Shard, of.Append.Floor!)).Reverse().DistinctBy(row => row.Shard)]);
        if (wave.RaisesControl is { } control)
        {
            batch.Add(BesideStatements.Control, Mark(), Sql.Value(appends[0].Shard.Value), Sql.Value(control.Generation), Sql.Value(control.Paused.ToArray()));
        }
    }

    private static void AddPersons(NpgsqlBatch batch, Func<NpgsqlParameter> mark, (ShardId Shard, Person Person)[] rows)
    {
        if (rows.Length > 0)
        {
            batch.Add(
                BesideStatements.Persons, mark(), Column(rows, row => row.Shard.Value), Column(rows, row => Columns.ToGuid(row.Person.Member)),
                Column(rows, row => row.Person.Id), Column(rows, row => row.Person.Profile));
        }
    }

    private static void AddGrains(NpgsqlBatch batch, Func<NpgsqlParameter> mark, (ShardId Shard, GrainRow Row)[] rows)
    {
        (ShardId Shard, GrainRow Row)[] kept = [.. rows.Where(row => !row.Row.IsRemoval)];
        if (kept.Length > 0)
        {
            batch.Add(
                BesideStatements.Grains, mark(), Column(kept, row => row.Shard.Value), Column(kept, row => row.Row.Grain),
                Column(kept, row => Columns.ToGuid(row.Row.Member)), Column(kept, row => row.Row.AsOf.Value), Column(kept, row => row.Row.Due?.Microseconds),
                Column(kept, row => GrainRowHash.Of(row.Shard, row.Row).ToArray()), Sql.Texts([.. kept.Select(row => row.Row.State)]));
        }

        foreach (IGrouping<ShardId, string> removed in rows.Where(row => row.Row.IsRemoval).GroupBy(row => row.Shard, row => row.Row.Grain))
        {
            batch.Add(BesideStatements.Removals, mark(), Sql.Value(removed.Key.Value), Sql.Value(removed.ToArray()));
        }
    }

    private static void AddIndex(NpgsqlBatch batch, Func<NpgsqlParameter> mark, (ShardId Shard, MemberIndexRow Row)[] rows)
    {
        if (rows.Length > 0)
        {
            batch.Add(
                BesideStatements.Index, mark(), Column(rows, row => row.Shard.Value), Column(rows, row => Columns.ToGuid(row.Row.Member)),
                Column(rows, row => row.Row.Sequence.Value), Column(rows, row => Columns.ToGuid(row.Row.Key)));
        }
    }

    private static void AddFloors(NpgsqlBatch batch, Func<NpgsqlParameter> mark, (ShardId Shard, CheckpointFloor Floor)[] rows)
    {
        if (rows.Length > 0)
        {
            batch.Add(
                BesideStatements.Floors, mark(), Column(rows, row => row.Shard.Value), Column(rows, row => row.Floor.Sequence.Value),
                Column(rows, row => row.Floor.Hash.ToArray()));
        }
    }

    private static NpgsqlParameter Column<TRow, T>(TRow[] rows, Func<TRow, T> value) => Sql.Value(Array.ConvertAll(rows, row => value(row)));
}
