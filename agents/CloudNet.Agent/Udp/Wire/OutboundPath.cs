using System.Runtime.InteropServices;
using CloudNet.Agent.Udp.Packets;
using CloudNet.Agent.Udp.Peers;

namespace CloudNet.Agent.Udp.Wire;

/// <summary>From the TUN to the underlay: takes packets as long as there are some, cuts them, and sends what came together.</summary>
/// <param name="tun">The TUN.</param>
/// <param name="book">The peers.</param>
/// <param name="box">Gathers packets.</param>
/// <param name="sender">Sends them.</param>
/// <param name="errors">Tells senders of what is not carried.</param>
/// <param name="drops">Counts it.</param>
/// <param name="waiter">Waits for packets.</param>
internal sealed unsafe class OutboundPath(
    TunDevice tun, PeerBook book, Outbox box, DatagramSender sender, ErrorSender errors, DropCounters drops, Waiter waiter)
{
    // So much is sent at once, however much more there may be to read: the other end can begin.
    private const int Enough = 60 * 1024;

    private readonly byte[] buffer = PinnedBytes.Make<byte>(VirtioHeader.Size + ushort.MaxValue + 1);
    private PeerTable table = PeerTable.Empty;
    private UInt128 lastDestination;
    private Peer? lastPeer;

    /// <summary>Carries packets until it is time to end.</summary>
    /// <exception cref="LinkGoneException">The TUN is gone.</exception>
    public void Carry()
    {
        while (waiter.ForInput(tun.Descriptor))
        {
            while (!waiter.IsStopped && tun.Read(PinnedBytes.At(buffer, 0), buffer.Length) is var length and > 0)
            {
                Take(length);
                if (box.Used >= Enough) sender.Flush();
            }
            sender.Flush();
        }
    }

    private void Take(int length)
    {
        if (length <= VirtioHeader.Size || !IpHead.TryRead(buffer.AsSpan(VirtioHeader.Size, length - VirtioHeader.Size), out var head))
        {
            drops.Count(DropReason.MalformedOut);
            return;
        }
        var packet = buffer.AsSpan(VirtioHeader.Size, length - VirtioHeader.Size);
        if (PeerOf(head) is { } peer) Send(peer, packet, head, MemoryMarshal.Read<VirtioHeader>(buffer));
        else if (IsForMany(head)) drops.Count(DropReason.Multicast);
        else
        {
            drops.Count(DropReason.NoPeer);
            errors.Unreachable(packet, head);
        }
    }

    private Peer? PeerOf(in IpHead head)
    {
        var now = book.Current;
        if (now == table && head.Destination == lastDestination && lastPeer is not null) return lastPeer;
        (table, lastDestination) = (now, head.Destination);
        return lastPeer = IsForMany(head) ? null : now.Of(head.Destination, head.IsSix);
    }

    private static bool IsForMany(in IpHead head) =>
        head.IsSix ? head.Destination >> 120 == 0xff : (uint)head.Destination >= 0xe000_0000;

    private void Send(Peer peer, Span<byte> packet, in IpHead head, in VirtioHeader how)
    {
        if (how.Cut != VirtioHeader.NotCut) SendCut(peer, packet, head, how);
        else if (ChecksumRest.TryComplete(packet, how))
        {
            packet.CopyTo(Room(packet.Length));
            box.Keep(peer, packet.Length);
        }
        else drops.Count(DropReason.MalformedOut);
    }

    private void SendCut(Peer peer, Span<byte> packet, in IpHead head, in VirtioHeader how)
    {
        if (!Cut.TryRead(packet, head, how, out var cut))
        {
            drops.Count(DropReason.MalformedOut);
            return;
        }
        for (var index = 0; index < cut.Count; index++)
        {
            var length = cut.LengthOf(index);
            cut.Write(index, Room(length));
            box.Keep(peer, length);
        }
    }

    private Span<byte> Room(int length)
    {
        if (box.TryReserve(length, out var room)) return room;
        sender.Flush();
        _ = box.TryReserve(length, out room);
        return room;
    }
}
