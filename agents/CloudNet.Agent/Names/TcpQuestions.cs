using System.Net;
using System.Net.Sockets;
using ARSoft.Tools.Net.Dns;
using Transport = ARSoft.Tools.Net.Dns.TransportProtocol;

namespace CloudNet.Agent.Names;

/// <summary>Questions by TCP (RFC 7766). Only so many connections are open at once, of one asker and of all.</summary>
/// <param name="socket">A bound socket; it is closed with this.</param>
/// <param name="isWelcome">Whether somebody may ask at all: who may not takes no place of those who may.</param>
internal sealed class TcpQuestions(Socket socket, Func<IPAddress, bool> isWelcome) : IServerTransport
{
    /// <summary>Most connections of one address.</summary>
    public const int MostOfOne = 16;

    /// <summary>Most connections.</summary>
    public const int Most = 256;

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);
    private readonly Lock guard = new();
    private readonly Dictionary<IPAddress, int> open = [];

    /// <inheritdoc/>
    public ushort DefaultAllowedResponseSize => ushort.MaxValue;

    /// <inheritdoc/>
    public bool SupportsMultipleResponses => false;

    /// <inheritdoc/>
    public bool AllowTruncatedResponses => true;

    /// <inheritdoc/>
    public Transport TransportProtocol => Transport.Tcp;

    /// <inheritdoc/>
    public void Bind() => socket.Listen(Most);

    /// <inheritdoc/>
    public void Close() => socket.Dispose();

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    /// <inheritdoc/>
    public async Task<IServerConnection?> AcceptConnectionAsync(CancellationToken token)
    {
        try
        {
            var accepted = await socket.AcceptAsync(token);
            var asker = ((IPEndPoint)accepted.RemoteEndPoint!).Address;
            if (isWelcome(asker) && TryOpen(asker)) return new TcpQuestioner(this, accepted, () => Shut(asker));
            accepted.Dispose();
            return null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Nobody catches what is thrown from here. Without a pause where no more files can be opened it would do nothing else.
            if (!token.IsCancellationRequested) await Task.Delay(Rest, TimeProvider.System, CancellationToken.None);
            return null;
        }
    }

    private bool TryOpen(IPAddress asker)
    {
        lock (guard)
        {
            if (open.GetValueOrDefault(asker) >= MostOfOne || open.Values.Sum() >= Most) return false;
            open[asker] = open.GetValueOrDefault(asker) + 1;
            return true;
        }
    }

    private void Shut(IPAddress asker)
    {
        lock (guard)
        {
            if (--open[asker] == 0) open.Remove(asker);
        }
    }
}
