using System.Globalization;
using Jifen.Silo.Tests.Journal.Postgres;
using Npgsql;

namespace Jifen.Bench.Cluster;

/// <summary>What a PostgreSQL server, and the loopback between it and the silos, have done up to now.</summary>
/// <param name="ProcessorSeconds">Of all processes of the server, those included that have ended.</param>
/// <param name="LogBytes">Written to the write-ahead log.</param>
/// <param name="StoredBytes">Of all databases, with their indexes.</param>
/// <param name="Commits">Transactions that were committed: each is a round trip at least.</param>
/// <param name="LoopbackBytes">Between processes and silos of this machine, whoever they are.</param>
internal readonly record struct StoreUsage(double ProcessorSeconds, double LogBytes, double StoredBytes, double Commits, double LoopbackBytes)
{
    private const double ClockTicksPerSecond = 100;

    public static StoreUsage operator -(StoreUsage now, StoreUsage before) => new(
        now.ProcessorSeconds - before.ProcessorSeconds, now.LogBytes - before.LogBytes, now.StoredBytes - before.StoredBytes, now.Commits - before.Commits, now.LoopbackBytes - before.LoopbackBytes);

    public static StoreUsage Of(PostgresServer server)
    {
        using NpgsqlConnection connection = new(server.To("postgres"));
        connection.Open();
        using NpgsqlCommand command = new(
            """
            SELECT pg_current_wal_lsn() - '0/0', (SELECT sum(pg_database_size(oid)) FROM pg_database), (SELECT sum(xact_commit) FROM pg_stat_database),
                current_setting('data_directory')
            """, connection);
        using NpgsqlDataReader row = command.ExecuteReader();
        row.Read();
        int postmaster = int.Parse(File.ReadLines(Path.Combine(row.GetString(3), "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        return new(ProcessorOf(postmaster), (double)row.GetDecimal(0), (double)row.GetDecimal(1), (double)row.GetDecimal(2), Loopback());
    }

    /// <remarks>proc_pid_stat(5): fields 14 to 17 behind the name, which may hold spaces, are the ticks of the process and of its ended children.</remarks>
    private static double ProcessorOf(int server)
    {
        double ticks = 0;
        foreach (string folder in Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
        {
            string[] fields = StatOf(folder);
            if (fields.Length > 14 && (Path.GetFileName(folder) == server.ToString(CultureInfo.InvariantCulture) || Number(fields[1]) == server))
            {
                ticks += Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14]);
            }
        }

        return ticks / ClockTicksPerSecond;
    }

    private static string[] StatOf(string folder)
    {
        try
        {
            string stat = File.ReadAllText(Path.Combine(folder, "stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static double Loopback() => File.ReadLines("/proc/net/dev").Select(line => line.Trim()).Where(line => line.StartsWith("lo:", StringComparison.Ordinal))
        .Select(line => Number(line["lo:".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0])).Single();

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
