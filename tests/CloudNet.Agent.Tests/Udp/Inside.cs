using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Tests.Kernel;

namespace CloudNet.Agent.Tests.Udp;

/// <summary>Sockets of another network namespace, used from here.</summary>
internal static class Inside
{
    /// <summary>Makes a socket that is bound to an address inside.</summary>
    public static Socket Bound(this NetworkNamespace host, SocketType type, string address, int port = 0)
    {
        var ip = IPAddress.Parse(address);
        Socket? made = null;
        var thread = new Thread(() =>
        {
            // The thread is in the namespace from here on, and ends there.
            var descriptor = Libc.Check(Libc.Open(host.Path, Libc.CloseOnExec), "open");
            Libc.Check(Libc.SetNamespace(descriptor, Libc.NetworkNamespace), "setns");
            _ = Libc.Close(descriptor);
            made = new(ip.AddressFamily, type, type == SocketType.Stream ? ProtocolType.Tcp : ProtocolType.Udp);
            made.Bind(new IPEndPoint(ip, port));
        });
        thread.Start();
        thread.Join();
        return made!;
    }

    /// <summary>A connection from one address to another, both ends.</summary>
    public static async Task<(Socket From, Socket To)> ConnectAsync(NetworkNamespace from, string source, NetworkNamespace to, string destination)
    {
        using var listener = to.Bound(SocketType.Stream, destination);
        listener.Listen();
        var client = from.Bound(SocketType.Stream, source);
        var accepted = listener.AcceptAsync();
        await client.ConnectAsync(listener.LocalEndPoint!);
        return (client, await accepted);
    }

    /// <summary>Sends bytes and the end, while the other side reads up to the end: what it read.</summary>
    public static async Task<byte[]> CarryAsync(Socket from, Socket to, byte[] bytes)
    {
        var sending = SendAsync();
        using var read = new MemoryStream();
        await new NetworkStream(to).CopyToAsync(read);
        await sending;
        return read.ToArray();

        async Task SendAsync()
        {
            await new NetworkStream(from).WriteAsync(bytes);
            from.Shutdown(SocketShutdown.Send);
        }
    }
}
