using System.Net;
using System.Net.Sockets;

namespace Jifen.Silo.Tests.Journal.Postgres;

/// <summary>What happens to the next request that goes through the proxy.</summary>
public enum Cut
{
    None,

    /// <summary>The connection breaks and the request never arrives.</summary>
    Before,

    /// <summary>The request arrives and the connection breaks before the answer.</summary>
    After,

    /// <summary>The connection breaks, and the request arrives when it is let go.</summary>
    Late,

    /// <summary>All but the last message of the request arrives, and then nothing more; the connection stays.</summary>
    Half,
}

/// <summary>Stands between a journal and its database and breaks connections at chosen requests.</summary>
public sealed class CuttingProxy : IDisposable
{
    /// <summary>The message that ends a request.</summary>
    private static readonly byte[] Sync = [(byte)'S', 0, 0, 0, 4];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly List<Socket> _open = [];
    private readonly int _target;
    private TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _next;

    public CuttingProxy(int target)
    {
        _target = target;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Requests that were cut.</summary>
    public int Cuts { get; private set; }

    public void CutNext(Cut cut)
    {
        _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _next, (int)cut);
    }

    /// <summary>Lets the late request go and waits until the database has answered it.</summary>
    public Task LetGoAsync()
    {
        _letGo.SetResult();
        return _arrived.Task.WaitAsync(TimeSpan.FromMinutes(2));
    }

    public void Dispose()
    {
        if (_ending.IsCancellationRequested)
        {
            return;
        }

        _ending.Cancel();
        _listener.Dispose();
        lock (_open)
        {
            _open.ForEach(socket => socket.Dispose());
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket client = Kept(await _listener.AcceptSocketAsync(_ending.Token));
                Socket server = Kept(new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
                await server.ConnectAsync(IPAddress.Loopback, _target, _ending.Token);
                client.NoDelay = true;
                _ = ForwardRequestsAsync(client, server);
                _ = ForwardAnswersAsync(client, server);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            return;
        }
    }

    private async Task ForwardRequestsAsync(Socket client, Socket server)
    {
        byte[] buffer = new byte[1 << 20];
        using MemoryStream gathered = new();
        try
        {
            int read;
            while ((read = await client.ReceiveAsync(buffer, _ending.Token)) > 0)
            {
                if (!await ForwardAsync(client, server, gathered, buffer.AsMemory(0, read)))
                {
                    return;
                }
            }

            server.Shutdown(SocketShutdown.Send);
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            return;
        }
    }

    /// <summary>Passes a piece on; one that is to be cut is gathered first until its request is whole.</summary>
    private async Task<bool> ForwardAsync(Socket client, Socket server, MemoryStream gathered, ReadOnlyMemory<byte> piece)
    {
        Cut cut = (Cut)Volatile.Read(ref _next);
        if (cut == Cut.None)
        {
            await server.SendAsync(piece, _ending.Token);
            return true;
        }

        gathered.Write(piece.Span);
        if (!gathered.ToArray().AsSpan().EndsWith(Sync))
        {
            return true;
        }

        Volatile.Write(ref _next, (int)Cut.None);
        Cuts++;
        await CutAsync(cut, client, server, gathered.ToArray());
        return false;
    }

    private async Task CutAsync(Cut cut, Socket client, Socket server, byte[] request)
    {
        if (cut != Cut.Half)
        {
            client.Dispose();
        }

        switch (cut)
        {
            case Cut.Before:
                server.Dispose();
                break;
            case Cut.Half:
                await server.SendAsync(request.AsMemory(..^Sync.Length), _ending.Token);
                break;
            case Cut.Late:
                await _letGo.Task.WaitAsync(_ending.Token);
                await server.SendAsync(request, _ending.Token);
                break;
            default:
                await server.SendAsync(request, _ending.Token);
                break;
        }
    }

    private async Task ForwardAnswersAsync(Socket client, Socket server)
    {
        byte[] buffer = new byte[1 << 16];
        bool isCut = false;
        try
        {
            int read;
            while ((read = await server.ReceiveAsync(buffer, _ending.Token)) > 0)
            {
                isCut = isCut || !client.Connected;
                if (!isCut)
                {
                    await client.SendAsync(buffer.AsMemory(0, read), _ending.Token);
                }
                else
                {
                    _arrived.TrySetResult();
                    server.Dispose();
                }
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            return;
        }
    }

    private Socket Kept(Socket socket)
    {
        lock (_open)
        {
            _open.Add(socket);
        }

        return socket;
    }
}
