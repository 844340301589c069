using System.Net;
using System.Net.Sockets;
using CloudNet.Domain.Webhooks;

namespace CloudNet.Controller.Webhooks;

/// <summary>
/// Connections to receivers, which tenants name. Whether an address is within reach is asked of the address that is connected to, not of
/// the name: what a name means may change between a look and a connection. No redirect is followed, no proxy used, no cookie kept.
/// </summary>
public sealed class WebhookConnections : IDisposable
{
    private const int MostHeaderKilobytes = 16;
    private static readonly TimeSpan NewConnectionAfter = TimeSpan.FromMinutes(2);

    private readonly WebhookTerms terms;
    private readonly OwnAddresses own;

    /// <summary>Connects as far as the terms say.</summary>
    public WebhookConnections(WebhookTerms terms, OwnAddresses own)
    {
        (this.terms, this.own) = (terms, own);
        Client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            MaxResponseHeadersLength = MostHeaderKilobytes,
            MaxResponseDrainSize = WebhookSender.MostRead,
            ConnectTimeout = WebhookSender.Patience,
            PooledConnectionLifetime = NewConnectionAfter,
            ActivityHeadersPropagator = null,
            ConnectCallback = ConnectAsync,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Sends; who sends says how long it may take.</summary>
    public HttpClient Client { get; }

    /// <inheritdoc/>
    public void Dispose() => Client.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = IPAddress.TryParse(host, out var written) ? [written] : await Dns.GetHostAddressesAsync(host, cancel);
        var allowed = Array.FindAll(found, address => ReachRules.Allows(terms.Reach, address, own.Now));
        if (allowed.Length == 0)
            throw new IOException(found.Length == 0 ? $"{host} has no address" : $"the address of {host} is not one that this controller connects to");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
