using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>Chains of a wave as columns, for <c>unnest</c>.</summary>
internal static class ChainColumns
{
    private const long NoHead = -1;

    public static IEnumerable<NpgsqlParameter> Of(IReadOnlyCollection<AppendChain> chains)
    {
        yield return Column(chains, chain => chain.Shard.Value);
        yield return Column(chains, chain => chain.First.Epoch.Value);
        yield return Column(chains, chain => chain.First.ControlGeneration);
        yield return Column(chains, chain => chain.First.RaisesControl?.Generation);
        yield return Column(chains, Before);
        yield return Column(chains, chain => chain.First.Previous.ToArray());
        yield return Column(chains, chain => chain.Last?.Sequence.Value);
        yield return Column(chains, chain => chain.LastHash.ToArray());
        yield return Column(chains, chain => chain.Last?.Stamp.Microseconds);
    }

    /// <summary>Sequence that the head must have; null where only its hash counts.</summary>
    private static long? Before(AppendChain chain) => chain.IsSound ? chain.Records.FirstOrDefault()?.Sequence.Value - 1 : NoHead;

    private static NpgsqlParameter Column<T>(IReadOnlyCollection<AppendChain> chains, Func<AppendChain, T> value) =>
        Sql.Value(chains.Select(value).ToArray());
}
