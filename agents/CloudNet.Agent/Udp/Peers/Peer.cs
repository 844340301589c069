namespace CloudNet.Agent.Udp.Peers;

/// <summary>
/// A peer, the same as long as it is one, whatever its subnets are: its socket address ready to be sent to, and what went to and
/// came from it. Each counter has one thread that writes it.
/// </summary>
internal sealed class Peer
{
    private readonly byte[] socket = new byte[PeerEndpoint.SocketLength];
    private readonly int socketLength;

    /// <summary>A peer that nothing was heard of yet.</summary>
    public Peer(PeerEndpoint endpoint) => (Endpoint, socketLength) = (endpoint, endpoint.Write(socket));

    /// <summary>Where it is.</summary>
    public PeerEndpoint Endpoint { get; }

    /// <summary>Its socket address.</summary>
    public ReadOnlySpan<byte> Socket => socket.AsSpan(0, socketLength);

    /// <summary>What came from it. The reading thread's.</summary>
    public Traffic In { get; } = new();

    /// <summary>What went to it. The sending thread's.</summary>
    public Traffic Out { get; } = new();
}
