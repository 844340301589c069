using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using ARSoft.Tools.Net.Dns;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Names;

namespace CloudNet.Agent.Names;

/// <summary>Hears questions at one address of the host, by UDP and TCP, until it is closed.</summary>
internal sealed class NameListener : IDisposable
{
    private readonly DnsServer server;
    private readonly CancellationTokenSource stop = new();
    private readonly NameResolver resolver;
    private volatile Heard heard;

    private readonly Socket udp, tcp;

    private NameListener(Socket udp, Socket tcp, Heard heard, NameResolver resolver)
    {
        (this.udp, this.tcp, this.heard, this.resolver) = (udp, tcp, heard, resolver);
        server = new(new UdpQuestions(udp), new TcpQuestions(tcp, asker => NameResolver.IsMember(this.heard.Network, asker)));
        server.QueryReceived += AnswerAsync;
        server.Start();
    }

    /// <summary>Begins to hear.</summary>
    /// <param name="address">The address.</param>
    /// <param name="network">The network whose gateway it is.</param>
    /// <param name="own">All addresses that this host hears questions at.</param>
    /// <param name="resolver">Answers.</param>
    /// <param name="sockets">Makes sockets.</param>
    /// <exception cref="SocketException">Somebody else has the port.</exception>
    public static NameListener Open(IPAddress address, NetworkOnHost network, ImmutableHashSet<IPAddress> own, NameResolver resolver, NameSocket sockets)
    {
        var udp = sockets.Bind(new(address, DnsNames.Port), SocketType.Dgram);
        Socket? tcp = null;
        try
        {
            tcp = sockets.Bind(new(address, DnsNames.Port), SocketType.Stream);
            return new(udp, tcp, new(network, own), resolver);
        }
        catch (SocketException)
        {
            udp.Dispose();
            tcp?.Dispose();
            throw;
        }
    }

    /// <summary>The network is another now, or there are other addresses.</summary>
    public void Take(NetworkOnHost network, ImmutableHashSet<IPAddress> own) => heard = new(network, own);

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Cancel();
        try
        {
            server.Stop();
        }
        catch (AggregateException)
        {
            // A loop of it that had not begun yet.
        }
        udp.Dispose();
        tcp.Dispose();
    }

    private async Task AnswerAsync(object sender, QueryReceivedEventArgs asked)
    {
        var (network, own) = heard;
        if (asked.Query is DnsMessage query)
            asked.Response = await resolver.AnswerAsync(
                network, query, asked.RemoteEndpoint.Address, asked.TransportProtocol == TransportProtocol.Tcp, own, stop.Token);
    }

    private sealed record Heard(NetworkOnHost Network, ImmutableHashSet<IPAddress> Own);
}
