using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>
/// Where other silos connect: a port of its own, which serves nothing else, and whose path no other port has. A connection is marked by
/// the listener that took it in, so that no header and no path leads from one to the other.
/// </summary>
public sealed partial class PeerEndpoint(WireIdentity identity, IPeerReceiver receiver, WireLimits limits, TimeProvider time, ILogger<PeerEndpoint> log)
{
    public const string Path = "/silo";

    private readonly StrangerGuard _guard = new(limits, time);

    /// <summary>Opens the internal port: HTTP/2 only, in clear unless certificates are given.</summary>
    public static void Listen(KestrelServerOptions kestrel, IPEndPoint address, PeerTls? tls = null) => kestrel.Listen(address, listen =>
    {
        listen.Protocols = HttpProtocols.Http2;
        listen.Use(next => connection =>
        {
            connection.Features.Set(InternalPort.Mark);
            return next(connection);
        });
        if (tls is not null)
        {
            listen.UseHttps(https =>
            {
                https.ServerCertificate = tls.Certificate;
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = (certificate, _, _) => tls.IsTrusted(certificate);
            });
        }
    });

    /// <summary>Takes what comes in on the internal port; must come before everything else in the application.</summary>
    public void Use(IApplicationBuilder application)
    {
        CancellationToken stopping = application.ApplicationServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        application.Use(next => context => context.Features.Get<InternalPort>() is null ? next(context) : ServeAsync(context, stopping));
    }

    private async Task ServeAsync(HttpContext context, CancellationToken stopping)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || context.Request.Path != Path || !HttpProtocol.IsHttp2(context.Request.Protocol))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        IPAddress address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        context.Response.StatusCode = _guard.Enter(address);
        if (context.Response.StatusCode != StatusCodes.Status200OK)
        {
            return;
        }

        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted);
        Visit visit = new(context, address, ends.Token);
        await TryServeAsync(visit).ConfigureAwait(false);
        _guard.Leave(visit.IsKnown);
    }

    /// <summary>The edge of a stream: whatever breaks it, only it ends.</summary>
    private async Task TryServeAsync(Visit visit)
    {
        try
        {
            if (await IsKnownAsync(visit).ConfigureAwait(false))
            {
                using AcceptedStream stream = new(visit.Input, visit.Output, receiver, limits);
                await stream.RunAsync(visit.Ends).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // a stream that breaks must not take the silo along
        catch (Exception fault)
#pragma warning restore CA1031
        {
            End(visit, fault);
        }
    }

    private async Task<bool> IsKnownAsync(Visit visit)
    {
        visit.LiftLimits();
        await visit.Output.FlushAsync(visit.Ends).ConfigureAwait(false);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(visit.Ends);
        late.CancelAfter(limits.HelloTime);
        (Verdict verdict, SiloId sender) = await Handshake.AcceptAsync(identity, visit.Input, visit.Output, late.Token).ConfigureAwait(false);
        visit.IsKnown = verdict == Verdict.Welcome;
        if (visit.IsKnown)
        {
            _guard.Known();
            LogKnown(log, sender, visit.Address);
        }
        else if (_guard.Failed(visit.Address, verdict == Verdict.WrongProof))
        {
            LogRefused(log, visit.Address, verdict);
        }

        return visit.IsKnown;
    }

    /// <remarks>The stream is reset and not ended, so that the other side does not take it for a proper end.</remarks>
    private void End(Visit visit, Exception fault)
    {
        bool isPlain = fault is OperationCanceledException || visit.Ends.IsCancellationRequested;
        if (visit.IsKnown ? !isPlain : _guard.Failed(visit.Address, wrongProof: false))
        {
            LogBroken(log, visit.Address, fault.Message);
        }

        visit.Context.Abort();
    }

    [LoggerMessage(1, LogLevel.Information, "Silo {Silo} has connected from {Address} / 节点 {Silo} 已从 {Address} 接入")]
    private static partial void LogKnown(ILogger log, SiloId silo, IPAddress address);

    [LoggerMessage(2, LogLevel.Warning, "A connection from {Address} to the internal port was refused: {Verdict} / 来自 {Address} 的内部端口连接被拒绝：{Verdict}")]
    private static partial void LogRefused(ILogger log, IPAddress address, Verdict verdict);

    [LoggerMessage(3, LogLevel.Warning, "A connection from {Address} to the internal port broke: {Reason} / 来自 {Address} 的内部端口连接中断：{Reason}")]
    private static partial void LogBroken(ILogger log, IPAddress address, string reason);

    /// <summary>Says of a connection that the internal port took it in.</summary>
    private sealed class InternalPort
    {
        public static InternalPort Mark { get; } = new();
    }

    private sealed class Visit(HttpContext context, IPAddress address, CancellationToken ends)
    {
        public HttpContext Context => context;

        public IPAddress Address => address;

        public CancellationToken Ends => ends;

        public PipeReader Input => context.Request.BodyReader;

        public Stream Output => context.Response.Body;

        public bool IsKnown { get; set; }

        /// <summary>A stream of calls has no last byte and no least rate.</summary>
        public void LiftLimits()
        {
            context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
            context.Features.GetRequiredFeature<IHttpMinRequestBodyDataRateFeature>().MinDataRate = null;
        }
    }
}
