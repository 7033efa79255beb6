using Npgsql;

namespace Jifen.Silo.Cluster.Postgres;

/// <summary>Reads what a beat answers: owners, then silos.</summary>
internal static class ClusterRows
{
    public static ClusterView Read(NpgsqlBatch batch)
    {
        using NpgsqlDataReader row = batch.ExecuteReader();
        List<ShardOwner> owners = [];
        while (row.Read())
        {
            owners.Add(Owner(row));
        }

        row.NextResult();
        List<SiloMember> silos = [];
        while (row.Read())
        {
            silos.Add(Silo(row));
        }

        return new(silos, owners);
    }

    private static ShardOwner Owner(NpgsqlDataReader row) =>
        new(new(row.GetInt32(0)), new(row.GetInt64(1)), SiloId.TryParse(row.GetString(2), out SiloId silo) ? silo : null);

    private static SiloMember Silo(NpgsqlDataReader row) => new(
        new(Guid.ParseExact(row.GetString(0), "N")), row.GetString(1), row.GetString(2), Standing(row.GetString(3)),
        row.GetFieldValue<DateTimeOffset>(4), row.GetFieldValue<TimeSpan>(5))
    {
        Status = SiloStatus.FromJson(row.IsDBNull(6) ? null : row.GetString(6)),
    };

    private static SiloStanding Standing(string standing) => standing switch
    {
        "live" => SiloStanding.Live,
        "leaving" => SiloStanding.Leaving,
        "left" => SiloStanding.Left,
        _ => SiloStanding.Dead,
    };
}
