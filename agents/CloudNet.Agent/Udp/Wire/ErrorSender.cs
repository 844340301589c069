using CloudNet.Agent.Udp.Packets;
using CloudNet.Agent.Udp.Peers;

namespace CloudNet.Agent.Udp.Wire;

/// <summary>Tells senders by ICMP why their packets are not carried, not more often than the rate allows.</summary>
/// <param name="tun">Where they are.</param>
/// <param name="socket">Knows how long a packet may be.</param>
/// <param name="clock">The time.</param>
internal sealed class ErrorSender(TunDevice tun, UnderlaySocket socket, TimeProvider clock)
{
    private readonly ErrorRate rate = new();
    private readonly TunSink sink = new(tun, null);
    private readonly byte[] buffer = PinnedBytes.Make<byte>(IcmpError.Longest);
    private readonly long start = clock.GetTimestamp();

    /// <summary>Nobody has the destination.</summary>
    public void Unreachable(ReadOnlySpan<byte> packet, in IpHead head)
    {
        if (rate.May(Now)) Send(IcmpError.Unreachable(packet, head, buffer));
    }

    /// <summary>The packet is too long for its way.</summary>
    public void TooBig(Peer peer, ReadOnlySpan<byte> packet)
    {
        if (!IpHead.TryRead(packet, out var head) || !rate.May(Now) || socket.PathMtu(peer.Endpoint) is not { } mtu) return;
        Send(IcmpError.TooBig(packet, head, Math.Max(0, mtu - socket.Overhead), buffer));
    }

    private long Now => (long)clock.GetElapsedTime(start).TotalMilliseconds;

    private void Send(int length)
    {
        if (length > 0) sink.Take(default, buffer, [new(0, length)]);
    }
}
