namespace Jifen.Silo.Cluster.Wire;

/// <summary>This silo's streams to the others, one each. Any thread may call.</summary>
public sealed class PeerLinks(WireIdentity identity, WireLimits limits, PeerTls? tls, TimeProvider time, ILogger<PeerLinks> log) : IPeers, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SiloId, PeerLink> _links = [];
    private bool _ended;

    /// <inheritdoc/>
    public event Action<SiloId>? Connected;

    /// <summary>The silos to which there is a stream now.</summary>
    public IReadOnlyList<SiloId> ConnectedSilos
    {
        get
        {
            lock (_lock)
            {
                return [.. _links.Values.Where(link => link.IsConnected).Select(link => link.Silo)];
            }
        }
    }

    /// <summary>The link to a silo, which begins to connect where there was none.</summary>
    /// <param name="address">Such as <c>http://10.0.0.7:5081</c>; that of an id never changes.</param>
    /// <returns>Null where the address is none, or all links have ended.</returns>
    public PeerLink? Open(SiloId silo, string address)
    {
        lock (_lock)
        {
            if (_links.TryGetValue(silo, out PeerLink? link))
            {
                return link;
            }

            bool isAddress = Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
            if (_ended || !isAddress)
            {
                return null;
            }

            link = new(silo, uri!, identity, limits, tls, time, log, id => Connected?.Invoke(id));
            _links.Add(silo, link);
            return link;
        }
    }

    /// <inheritdoc/>
    public SendOutcome TryCall(SiloId silo, string address, ShardId shard, TimeSpan left, ReadOnlyMemory<byte> work, IPeerCall call) =>
        Open(silo, address)?.TryCall(shard, left, work, call) ?? SendOutcome.NotConnected;

    /// <inheritdoc/>
    public SendOutcome TrySend(SiloId silo, string address, MailFrame mail) => Open(silo, address)?.TrySend(mail) ?? SendOutcome.NotConnected;

    /// <inheritdoc/>
    public SendOutcome TrySend(SiloId silo, string address, AcknowledgementFrame acknowledgement) =>
        Open(silo, address)?.TrySend(acknowledgement) ?? SendOutcome.NotConnected;

    /// <summary>Ends the links to all silos but these, because the others have left or died. Completes when they have ended.</summary>
    public async Task KeepAsync(IReadOnlyCollection<SiloId> silos)
    {
        foreach (PeerLink link in Remove(link => !silos.Contains(link.Silo)))
        {
            await link.DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _ended = true;
        }

        await KeepAsync([]).ConfigureAwait(false);
    }

    private PeerLink[] Remove(Func<PeerLink, bool> which)
    {
        lock (_lock)
        {
            PeerLink[] removed = [.. _links.Values.Where(which)];
            foreach (PeerLink link in removed)
            {
                _links.Remove(link.Silo);
            }

            return removed;
        }
    }
}
