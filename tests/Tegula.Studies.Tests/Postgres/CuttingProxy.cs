using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tegula.Studies.Tests.Postgres;

/// <summary>Stands between a client and a server, and cuts one connection after a chosen statement was carried out and before its answer arrives.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;
    private byte[]? _statement;

    public CuttingProxy(int target)
    {
        _target = target;
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>True once the connection was cut.</summary>
    public bool HasCut { get; private set; }

    /// <summary>Cuts the next connection that sends this text.</summary>
    public void CutAfter(string statement)
    {
        HasCut = false;
        Volatile.Write(ref _statement, Encoding.UTF8.GetBytes(statement));
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(IPAddress.Loopback, _target);
            var cut = new StrongBox<bool>();
            Task up = CopyAsync(client.GetStream(), server.GetStream(), cut, isUpward: true);
            Task down = CopyAsync(server.GetStream(), client.GetStream(), cut, isUpward: false);
            await Task.WhenAny(up, down);
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, StrongBox<bool> cut, bool isUpward)
    {
        byte[] buffer = new byte[1 << 16];
        try
        {
            while (await from.ReadAsync(buffer) is > 0 and var length)
            {
                byte[]? statement = Volatile.Read(ref _statement);
                if (isUpward && statement is not null && buffer.AsSpan(0, length).IndexOf(statement) >= 0)
                {
                    Volatile.Write(ref _statement, null);
                    cut.Value = true;
                }
                else if (!isUpward && cut.Value)
                {
                    HasCut = true;
                    return;
                }

                await to.WriteAsync(buffer.AsMemory(0, length));
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The other side has gone.
        }
    }

    private sealed class StrongBox<T>
    {
        public T? Value { get; set; }
    }
}
