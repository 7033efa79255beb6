using System.IO.Pipelines;
using System.Net;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>
/// This silo's stream to another one, opened again whenever it breaks, until it is disposed. Any thread may call; nothing here waits.
/// </summary>
public sealed partial class PeerLink : IAsyncDisposable
{
    private const int ReadBytes = 64 * 1024;

    private readonly Uri _address;
    private readonly WireIdentity _identity;
    private readonly WireLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Action<SiloId> _connected;
    private readonly HttpMessageInvoker _http;
    private readonly CancellationTokenSource _ends = new();
    private readonly Task _running;
    private volatile PeerStream? _stream;
    private string? _told;

    internal PeerLink(
        SiloId silo, Uri address, WireIdentity identity, WireLimits limits, PeerTls? tls, TimeProvider time, ILogger log, Action<SiloId> connected)
    {
        (Silo, _address, _identity, _limits, _time, _log, _connected) = (silo, new(address, PeerEndpoint.Path), identity, limits, time, log, connected);
        _http = new(Handler(limits, tls));
        _running = Task.Run(RunAsync);
    }

    public SiloId Silo { get; }

    public bool IsConnected => _stream is not null;

    /// <summary>Sends work. Only where it was <see cref="SendOutcome.Sent"/> is the call told anything.</summary>
    /// <param name="left">How long the call may take.</param>
    public SendOutcome TryCall(ShardId shard, TimeSpan left, ReadOnlyMemory<byte> work, IPeerCall call) =>
        _stream?.TryCall(shard, left, work, call) ?? SendOutcome.NotConnected;

    /// <summary>Sends messages, which may be lost on their way.</summary>
    public SendOutcome TrySend(MailFrame mail) => _stream?.TrySend(mail) ?? SendOutcome.NotConnected;

    /// <summary>Sends an acknowledgement, which may be lost on its way.</summary>
    public SendOutcome TrySend(AcknowledgementFrame acknowledgement) => _stream?.TrySend(acknowledgement) ?? SendOutcome.NotConnected;

    /// <summary>Ends the stream; calls that wait are told that they are lost.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ends.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _ends.Dispose();
    }

    private static SocketsHttpHandler Handler(WireLimits limits, PeerTls? tls)
    {
        SocketsHttpHandler handler = new()
        {
            ConnectTimeout = limits.ConnectTime,
            KeepAlivePingDelay = limits.PingAfter,
            KeepAlivePingTimeout = limits.PingTime,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
        };
        if (tls is not null)
        {
            handler.SslOptions = tls.ForCaller();
        }

        return handler;
    }

    private async Task RunAsync()
    {
        TimeSpan pause = _limits.ShortestPause;
        while (!_ends.IsCancellationRequested)
        {
            bool wasConnected = await TryRunOnceAsync().ConfigureAwait(false);
            pause = wasConnected ? _limits.ShortestPause : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, _limits.LongestPause.Ticks));
            await Task.Delay(pause, _time, _ends.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The edge of the link: whatever breaks a stream, the next one is opened.</summary>
    /// <returns>True where the silos knew each other.</returns>
    private async Task<bool> TryRunOnceAsync()
    {
        bool known = false;
        try
        {
            using DuplexContent body = new();
            using HttpResponseMessage response = await OpenAsync(body).ConfigureAwait(false);
            PipeReader input = PipeReader.Create(await response.Content.ReadAsStreamAsync(_ends.Token).ConfigureAwait(false), new(bufferSize: ReadBytes));
            Stream output = await body.Opened.ConfigureAwait(false);
            await KnowAsync(input, output).ConfigureAwait(false);
            known = true;
            await RunAsync(input, output).ConfigureAwait(false);
            Tell("the other side ended the stream");
        }
#pragma warning disable CA1031 // nothing may end the link but its disposal
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Tell(fault is HttpRequestException { InnerException: { } inner } ? inner.Message : fault.Message);
        }

        return known;
    }

    private async Task<HttpResponseMessage> OpenAsync(DuplexContent body)
    {
        using var late = HelloTime();
        HttpRequestMessage request = new(HttpMethod.Post, _address)
        {
            Content = body,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        HttpResponseMessage response = await _http.SendAsync(request, late.Token).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            response.Dispose();
            throw new WireException($"the other side answered {(int)response.StatusCode}");
        }

        return response;
    }

    private async Task KnowAsync(PipeReader input, Stream output)
    {
        using var late = HelloTime();
        await Handshake.ConnectAsync(_identity, Silo, input, output, late.Token).ConfigureAwait(false);
    }

    private async Task RunAsync(PipeReader input, Stream output)
    {
        using PeerStream stream = new(input, output, _limits, _time);
        Task running = stream.RunAsync(_ends.Token);
        _stream = stream;
        LogConnected(_log, Silo, _address);
        _told = null;
        try
        {
            _connected(Silo);
            await running.ConfigureAwait(false);
        }
        finally
        {
            _stream = null;
        }
    }

    private CancellationTokenSource HelloTime()
    {
        CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(_ends.Token);
        late.CancelAfter(_limits.HelloTime);
        return late;
    }

    /// <summary>A reason is logged once, until it changes or the silo was connected in between.</summary>
    private void Tell(string reason)
    {
        if (!_ends.IsCancellationRequested && reason != _told)
        {
            LogBroken(_log, Silo, _address, reason);
            _told = reason;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Connected to silo {Silo} at {Address} / 已连接到节点 {Silo}（{Address}）")]
    private static partial void LogConnected(ILogger log, SiloId silo, Uri address);

    [LoggerMessage(2, LogLevel.Warning, "No stream to silo {Silo} at {Address}: {Reason} / 与节点 {Silo}（{Address}）的连接已断开：{Reason}")]
    private static partial void LogBroken(ILogger log, SiloId silo, Uri address, string reason);
}
