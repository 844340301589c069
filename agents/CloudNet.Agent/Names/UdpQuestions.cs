using System.Net;
using System.Net.Sockets;
using ARSoft.Tools.Net.Dns;
using Transport = ARSoft.Tools.Net.Dns.TransportProtocol;

namespace CloudNet.Agent.Names;

/// <summary>
/// Questions by UDP, one a datagram (RFC 1035, 4.2.1). So many are answered at once; what comes besides waits in the socket, and is lost where that is full.
/// </summary>
/// <param name="socket">A bound socket; it is closed with this.</param>
internal sealed class UdpQuestions(Socket socket) : IServerTransport
{
    /// <summary>Most that are answered at once: more than may wait for other servers, so that those do not keep what is known here.</summary>
    public const int Most = 512;

    private const int Longest = 4096, Header = QuestionBytes.Header;
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);
    private readonly IPEndPoint local = (IPEndPoint)socket.LocalEndPoint!;
    private readonly SemaphoreSlim places = new(Most);

    /// <inheritdoc/>
    public ushort DefaultAllowedResponseSize => 512;

    /// <inheritdoc/>
    public bool SupportsMultipleResponses => false;

    /// <inheritdoc/>
    public bool AllowTruncatedResponses => true;

    /// <inheritdoc/>
    public Transport TransportProtocol => Transport.Udp;

    /// <inheritdoc/>
    public void Bind()
    {
    }

    /// <inheritdoc/>
    public void Close() => socket.Dispose();

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    /// <inheritdoc/>
    public async Task<IServerConnection?> AcceptConnectionAsync(CancellationToken token)
    {
        // Nobody catches what is thrown from here, and the agent would end by it.
        try
        {
            await places.WaitAsync(token);
            var question = await ReceiveAsync(token);
            if (question is null) places.Release();
            return question is null ? null : new Question(this, socket, question);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return null;
        }
    }

    private async Task<DnsReceivedRawPackage?> ReceiveAsync(CancellationToken token)
    {
        try
        {
            var buffer = new byte[Longest + Header];
            var got = await socket.ReceiveFromAsync(buffer.AsMemory(Header), SocketFlags.None, new IPEndPoint(local.Address, 0), token);
            (buffer[0], buffer[1]) = ((byte)(got.ReceivedBytes >> 8), (byte)got.ReceivedBytes);
            return QuestionBytes.Take(buffer[..(got.ReceivedBytes + Header)], (IPEndPoint)got.RemoteEndPoint, local);
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // What is wrong with one datagram is over with it; what lasts is not asked again and again without a pause.
            if (!token.IsCancellationRequested) await Task.Delay(Rest, TimeProvider.System, CancellationToken.None);
            return null;
        }
    }

    private sealed class Question(UdpQuestions from, Socket socket, DnsReceivedRawPackage package) : IServerConnection
    {
        private int isDisposed;

        public IServerTransport Transport => from;

        public IPEndPoint RemoteEndPoint => package.RemoteEndpoint;

        public IPEndPoint LocalEndPoint => package.LocalEndpoint;

        public bool CanRead { get; private set; } = true;

        public Task<bool> InitializeAsync(CancellationToken token) => Task.FromResult(true);

        public Task<DnsReceivedRawPackage?> ReceiveAsync(CancellationToken token)
        {
            CanRead = false;
            return Task.FromResult<DnsReceivedRawPackage?>(package);
        }

        public async Task<bool> SendAsync(DnsRawPackage answer, CancellationToken token)
        {
            try
            {
                return await socket.SendToAsync(answer.ToArraySegment(false), SocketFlags.None, RemoteEndPoint, token) == answer.Length;
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return false; // He asks again.
            }
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isDisposed, 1) == 0) from.places.Release();
        }
    }
}
