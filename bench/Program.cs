using Jifen.Bench;
using Jifen.Bench.Boards;
using Jifen.Bench.Cluster;
using Jifen.Bench.Spins;
using Jifen.Bench.Standings;

Dictionary<string, Func<string[], Task<int>>> benches = new(StringComparer.Ordinal)
{
    ["standings"] = StandingsBench.RunAsync,
    ["slices"] = SlicesBench.RunAsync,
    ["boards"] = BoardsBench.RunAsync,
    ["spins"] = InProcessBench.RunAsync,
    ["http"] = HttpBench.RunAsync,
    ["games"] = GamesBench.RunAsync,
    ["resident"] = ResidentBench.RunAsync,
    ["cluster"] = ClusterBench.RunAsync,
};

Dictionary<string, Func<string[], Task<int>>> servers = new(StringComparer.Ordinal)
{
    ["serve-spins"] = Servers.SpinsAsync,
    ["serve-bare"] = Servers.BareAsync,
    ["serve-naive"] = Servers.NaiveAsync,
};

if (args.Length > 0 && servers.TryGetValue(args[0], out Func<string[], Task<int>>? server))
{
    return await server(args[1..]);
}

if (args is ["all"])
{
    Console.WriteLine(Machine.Describe());
    int failed = 0;
    foreach (string name in new[] { "http", "spins", "games", "standings", "boards", "resident", "cluster" })
    {
        failed |= await benches[name]([]);
        Console.WriteLine();
    }

    return failed;
}

if (args.Length > 0 && benches.TryGetValue(args[0], out Func<string[], Task<int>>? bench))
{
    Console.WriteLine(Machine.Describe());
    return await bench(args[1..]);
}

Console.Error.WriteLine("Usage: Jifen.Bench NAME [OPTIONS]. Names: all, " + string.Join(", ", benches.Keys));
return 64;
