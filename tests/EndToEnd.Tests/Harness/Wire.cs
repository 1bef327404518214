using System.Net;
using System.Net.Sockets;

namespace PathToProd.EndToEnd.Harness;

/// <summary>The network between a machine and the API server, which can be cut, and can lose the next answer.</summary>
internal sealed class Wire : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;
    private readonly CancellationTokenSource _ends = new();
    private readonly List<TcpClient> _open = [];
    private volatile bool _isCut;
    private int _answersToLose;

    public Wire(Uri server)
    {
        _target = server.Port;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Nothing gets through, and nothing says so, until <see cref="Restore"/>.</summary>
    public void Cut() => _isCut = true;

    /// <summary>What is sent next on a connection that is open gets there, and the connection breaks before the answer comes back.</summary>
    public void LoseNextAnswer() => _answersToLose = 1;

    /// <summary>New connections work again.</summary>
    public void Restore()
    {
        _isCut = false;
        lock (_open)
        {
            _open.ForEach(client => client.Dispose());
            _open.Clear();
        }
    }

    public void Dispose()
    {
        _ends.Cancel();
        _listener.Dispose();
        Restore();
        _ends.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_ends.IsCancellationRequested)
            {
                var client = await _listener.AcceptTcpClientAsync(_ends.Token);
                var server = new TcpClient();
                lock (_open)
                {
                    _open.AddRange([client, server]);
                }

                _ = CarryAsync(client, server);
            }
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(TcpClient client, TcpClient server)
    {
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target, _ends.Token);
            await Task.WhenAny(CopyAsync(client, server, isAnswer: false), CopyAsync(server, client, isAnswer: true));
        }
        catch (Exception exception)
            when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One of the two is gone, and the other learns it.
        }

        client.Dispose();
        server.Dispose();
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, bool isAnswer)
    {
        var buffer = new byte[1 << 16];
        while (await from.GetStream().ReadAsync(buffer, _ends.Token) is > 0 and var read)
        {
            if (_isCut)
            {
                await Task.Delay(Timeout.Infinite, _ends.Token);
            }

            if (isAnswer && Interlocked.Exchange(ref _answersToLose, 0) == 1)
            {
                return;
            }

            await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _ends.Token);
        }
    }
}
