using System.Net;
using Jifen.Silo.Cluster;
using Jifen.Silo.Cluster.Wire;
using Jifen.Silo.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jifen.Silo.Tests.Cluster.Wire;

/// <summary>An endpoint and links on loopback, with a public port beside the internal one.</summary>
internal sealed class WireSilo : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly WebApplication _web;
    private readonly Dictionary<SiloId, TaskCompletionSource> _connected = [];

    private WireSilo(WebApplication web, WireIdentity identity, SiloId id, TestReceiver receiver, WireLimits limits, PeerTls? tls)
    {
        (_web, Identity, Id, Receiver) = (web, identity, id, receiver);
        Links = new(identity, limits, tls, TimeProvider.System, NullLogger<PeerLinks>.Instance);
        Links.Connected += silo => ConnectedTo(silo).TrySetResult();
    }

    public SiloId Id { get; }

    public WireIdentity Identity { get; }

    public TestReceiver Receiver { get; }

    public PeerLinks Links { get; }

    public string PublicAddress => Addresses.First();

    public string Address => Addresses.Last();

    private IEnumerable<string> Addresses => _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;

    public static async Task<WireSilo> StartAsync(WireStore store, WireLimits? limits = null, PeerTls? tls = null, SiloId? id = null, int port = 0)
    {
        limits ??= new();
        SiloId self = id ?? SiloId.New();
        TestReceiver receiver = new();
        WireIdentity identity = store.IdentityOf(self);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            PeerEndpoint.Listen(kestrel, new(IPAddress.Loopback, port), tls);
            kestrel.Limits.MaxRequestBodySize = 1_024;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        WebApplication web = builder.Build();
        new PeerEndpoint(identity, receiver, limits, TimeProvider.System, NullLogger<PeerEndpoint>.Instance).Use(web);
        web.MapGet("/public", () => "public");
        await web.StartAsync();
        return new(web, identity, self, receiver, limits, tls);
    }

    /// <summary>The link to another silo, once it is connected.</summary>
    public async Task<PeerLink> ConnectAsync(WireSilo other)
    {
        PeerLink link = Links.Open(other.Id, other.Address)!;
        await ConnectedTo(other.Id).Task.WaitAsync(Patience);
        return link;
    }

    /// <summary>Completes at the next connection to a silo.</summary>
    public Task NextConnection(SiloId silo)
    {
        lock (_connected)
        {
            _connected.Remove(silo);
        }

        return ConnectedTo(silo).Task;
    }

    /// <summary>Ends the server, as a silo's process does when it stops.</summary>
    public Task StopAsync() => _web.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await Links.DisposeAsync();
        await _web.StopAsync();
        await _web.DisposeAsync();
    }

    private TaskCompletionSource ConnectedTo(SiloId silo)
    {
        lock (_connected)
        {
            if (!_connected.TryGetValue(silo, out TaskCompletionSource? connected))
            {
                _connected.Add(silo, connected = new(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            return connected;
        }
    }
}

/// <summary>What silos of one store share.</summary>
internal sealed record WireStore(Guid Id, SecretKeys Keys)
{
    public static WireStore Create() => new(Guid.NewGuid(), SecretKeys.Create());

    public WireIdentity IdentityOf(SiloId silo) => new(Id, () => silo, ClusterKey.Of(Keys));
}
