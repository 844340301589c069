using System.Runtime.InteropServices;
using CloudNet.Agent.Udp.Packets;
using CloudNet.Agent.Udp.Peers;

namespace CloudNet.Agent.Udp.Wire;

/// <summary>From the underlay to the TUN: takes what has come, many datagrams in one call, and joins what belongs together.</summary>
/// <param name="tun">The TUN.</param>
/// <param name="socket">The underlay.</param>
/// <param name="book">The peers.</param>
/// <param name="drops">Counts what is not carried.</param>
/// <param name="waiter">Waits for packets.</param>
/// <param name="clock">The time.</param>
internal sealed unsafe class InboundPath(
    TunDevice tun, UnderlaySocket socket, PeerBook book, DropCounters drops, Waiter waiter, TimeProvider clock)
{
    private readonly InboundSlots slots = new();
    private readonly int descriptor = socket.Descriptor;
    private PeerTable table = PeerTable.Empty;
    private UInt128 lastSource;
    private Peer? lastOwner;

    /// <summary>Carries packets until it is time to end.</summary>
    /// <exception cref="LinkGoneException">The TUN is gone.</exception>
    public void Carry()
    {
        var joiner = new Joiner(slots.Buffer, new TunSink(tun, drops), tun.CutsUdp);
        while (waiter.ForInput(descriptor))
        {
            var count = Receive();
            var now = clock.GetUtcNow().UtcTicks;
            slots.Came(count);
            Take(book.Current);
            for (var at = 0; at < count; at++) Take(at, joiner, now);
            joiner.Flush();
        }
    }

    private int Receive()
    {
        slots.Reset();
        while (!waiter.IsStopped)
        {
            var count = WireLibc.ReceiveMany(descriptor, slots.First, slots.Wanted, 0, 0);
            if (count >= 0) return count;
            switch (Marshal.GetLastPInvokeError())
            {
                case WireLibc.TryAgain: return 0;
                // What the underlay said of an earlier packet is no fault of the socket; the call has cleared it.
                default: continue;
            }
        }
        return 0;
    }

    private void Take(PeerTable now)
    {
        if (now == table) return;
        (table, lastOwner) = (now, null);
    }

    private void Take(int slot, Joiner joiner, long now)
    {
        var (length, segment) = slots.Received(slot);
        if (segment == 0) segment = Math.Max(1, length);
        var peer = PeerEndpoint.TryRead(slots.Sender(slot), out var endpoint) ? table.At(endpoint) : null;
        if (peer is null)
        {
            drops.Count(DropReason.UnknownSender, Math.Max(1, (length + segment - 1) / segment));
            return;
        }
        if (length == 0) drops.Count(DropReason.MalformedIn);
        var (packets, bytes) = (0, 0);
        for (var offset = 0; offset < length; offset += segment)
        {
            var place = new Piece(InboundSlots.Offset(slot) + offset, Math.Min(segment, length - offset));
            if (!IsHeard(place, peer, out var head)) continue;
            joiner.Add(place, head);
            (packets, bytes) = (packets + 1, bytes + place.Length);
        }
        if (packets > 0) peer.In.Count(packets, bytes, now);
    }

    private bool IsHeard(Piece place, Peer peer, out IpHead head)
    {
        if (!IpHead.TryRead(slots.Buffer.AsSpan(place.Offset, place.Length), out head))
        {
            drops.Count(DropReason.MalformedIn);
            return false;
        }
        if (lastOwner is null || head.Source != lastSource) (lastSource, lastOwner) = (head.Source, table.Of(head.Source, head.IsSix));
        if (lastOwner == peer) return true;
        drops.Count(DropReason.ForeignSource);
        return false;
    }
}
