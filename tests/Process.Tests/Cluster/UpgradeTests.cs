using Jifen.Process.Tests.Clients;
using Jifen.Process.Tests.Hosts;
using Jifen.Silo.Tests.Journal.Postgres;
using Xunit.Abstractions;

namespace Jifen.Process.Tests.Cluster;

/// <summary>
/// Three silos of another commit under load are replaced one by one by silos of this one; where both have the same tables, also back and forward again, so that each reads what the other has
/// written. Newer tables are not opened by older silos that start, but those that run go on with them.
/// <c>JIFEN_UPGRADE_FROM=COMMIT ./test --filter UpgradeTests</c> names the other; without it there is nothing to upgrade from.
/// </summary>
[Collection(PostgresServer.Collection)]
public sealed class UpgradeTests(PostgresServer server, ITestOutputHelper output)
{
    private const int Silos = 3;
    private const int Clients = 8;

    [Fact]
    public async Task Silos_of_another_commit_are_replaced_one_by_one_and_back_and_lose_nothing()
    {
        string? commit = Environment.GetEnvironmentVariable("JIFEN_UPGRADE_FROM");
        if (string.IsNullOrEmpty(commit))
        {
            output.WriteLine("nothing is upgraded: JIFEN_UPGRADE_FROM names the commit to upgrade from");
            return;
        }

        await using OtherVersion other = await OtherVersion.BuildAsync(commit);
        await using HostPool old = new(1, other.Host);
        await using HostPool present = new(1);
        await using SiloCluster cluster = await SiloCluster.StartAsync(old, server, Silos, Festival.Whole(ClusterTests.DrawsIn));
        ClusterRun run = new(cluster, new(20_261_122), Clients);
        int steps = other.HasTablesOfThis ? 3 * Silos : Silos;
        int step = 0;
        IReadOnlyList<string> findings = await run.RunAsync(steps, async (_, probe) =>
        {
            (int silo, cluster.Pool) = (step % Silos, step / Silos % 2 == 0 ? present : old);
            step++;
            await cluster.StopAsync(silo);
            await probe();
            await cluster.StartAsync(silo);
        });
        output.WriteLine($"{steps} silos replaced, from {commit}{(steps > Silos ? " and back and again" : "")}, {run.Answers} calls answered; the longest wait of a call {run.LongestWait.TotalSeconds:F2} s");
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }
}
