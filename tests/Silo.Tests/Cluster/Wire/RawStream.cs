using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Jifen.Silo.Cluster.Wire;

namespace Jifen.Silo.Tests.Cluster.Wire;

/// <summary>A stream to the internal port of a silo, without any of the manners of a link.</summary>
internal sealed class RawStream : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler());
    private readonly DuplexContent _body = new();
    private HttpResponseMessage? _response;

    public Stream Output { get; private set; } = Stream.Null;

    public PipeReader Input { get; private set; } = PipeReader.Create(Stream.Null);

    public static async Task<RawStream> OpenAsync(WireSilo silo)
    {
        RawStream raw = new();
        HttpRequestMessage request = new(HttpMethod.Post, new Uri(new(silo.Address), PeerEndpoint.Path))
        {
            Content = raw._body,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        raw._response = await raw._http.SendAsync(request, CancellationToken.None).WaitAsync(WireSilo.Patience);
        raw._response.EnsureSuccessStatusCode();
        raw.Output = await raw._body.Opened;
        raw.Input = PipeReader.Create(await raw._response.Content.ReadAsStreamAsync());
        return raw;
    }

    public async Task SendAsync(byte[] bytes)
    {
        await Output.WriteAsync(bytes);
        await Output.FlushAsync();
    }

    public async Task<byte[]> TakeAsync(int count)
    {
        ReadResult read = await Input.ReadAtLeastAsync(count).AsTask().WaitAsync(WireSilo.Patience);
        byte[] taken = read.Buffer.Slice(0, count).ToArray();
        Input.AdvanceTo(read.Buffer.GetPosition(count));
        return taken;
    }

    /// <summary>Completes when the silo has ended the stream, in whatever way.</summary>
    public async Task EndAsync()
    {
        try
        {
            while (!(await Input.ReadAsync().AsTask().WaitAsync(WireSilo.Patience)).IsCompleted)
            {
                Input.AdvanceTo((await Input.ReadAsync()).Buffer.End);
            }
        }
        catch (IOException)
        {
            // A reset is an end too.
        }
    }

    public void Dispose()
    {
        _body.Dispose();
        _response?.Dispose();
        _http.Dispose();
    }
}
