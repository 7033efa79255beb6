using Jifen.Process.Tests.Hosts;
using Jifen.Silo.Tests.Journal.Postgres;

namespace Jifen.Process.Tests.Cluster;

/// <summary>
/// A network namespace with one cable to that of the tests. While the cable is cut, packets vanish: nobody is told that a connection has
/// broken. It needs the rights to make one, and the test that cannot have it fails by saying so.
/// </summary>
public sealed class SiloNetwork : IAsyncDisposable
{
    /// <summary>Address of the tests' end of the cable.</summary>
    public const string Here = "10.213.77.1";

    /// <summary>Address of the other end.</summary>
    public const string There = "10.213.77.2";

    public const string Both = "10.213.77.0/30";

    private readonly string _name = $"jifen{Environment.ProcessId}";

    private SiloNetwork()
    {
    }

    private string CableHere => $"jf{Environment.ProcessId}a";

    private string CableThere => $"jf{Environment.ProcessId}b";

    public static async Task<SiloNetwork> MakeAsync()
    {
        SiloNetwork network = new();
        try
        {
            await IpAsync("netns", "add", network._name);
            await IpAsync("link", "add", network.CableHere, "type", "veth", "peer", "name", network.CableThere, "netns", network._name);
            await IpAsync("address", "add", $"{Here}/30", "dev", network.CableHere);
            await IpAsync("link", "set", network.CableHere, "up");
            await network.InsideAsync("address", "add", $"{There}/30", "dev", network.CableThere);
            await network.InsideAsync("link", "set", "lo", "up");
            await network.HealAsync();
            return network;
        }
        catch (Exception refused)
        {
            await network.DisposeAsync();
            throw new InvalidOperationException("A network namespace is needed to cut a silo off, and cannot be made: this test runs as root, with ip of the package iproute2.", refused);
        }
    }

    public Task CutAsync() => InsideAsync("link", "set", CableThere, "down");

    public Task HealAsync() => InsideAsync("link", "set", CableThere, "up");

    /// <summary>An idle silo that lives there.</summary>
    public SiloProcess Start() => SiloProcess.Start(_name);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await IpAsync("netns", "delete", _name);
        }
        catch (InvalidOperationException)
        {
            // It was never made.
        }
    }

    private Task InsideAsync(params string[] arguments) => IpAsync(["-n", _name, .. arguments]);

    private static Task IpAsync(params string[] arguments) => PostgresServer.RunAsync("ip", arguments);
}
