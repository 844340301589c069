using System.Runtime.InteropServices;
using CloudNet.Agent.Udp.Peers;

namespace CloudNet.Agent.Udp.Wire;

/// <summary>Sends what waits in the outbox: all messages in one call, and each message cut by the kernel.</summary>
/// <param name="socket">The underlay.</param>
/// <param name="box">What waits.</param>
/// <param name="waiter">Waits for room.</param>
/// <param name="drops">Counts what was not sent.</param>
/// <param name="faults">Told of what the underlay refuses.</param>
/// <param name="clock">The time.</param>
internal sealed unsafe class DatagramSender(
    UnderlaySocket socket, Outbox box, Waiter waiter, DropCounters drops, SendFaults faults, TimeProvider clock)
{
    private const int NameRoom = 32;
    private readonly MessageSlot[] slots = PinnedBytes.Make<MessageSlot>(Outbox.Most);
    private readonly IoVector[] vectors = PinnedBytes.Make<IoVector>(Outbox.Most);
    private readonly byte[] names = PinnedBytes.Make<byte>(Outbox.Most * NameRoom);
    private readonly byte[] notes = PinnedBytes.Make<byte>(Outbox.Most * ControlNote.Room);
    private readonly int descriptor = socket.Descriptor;

    /// <summary>Told of each packet that is too long for its way.</summary>
    public required PacketTooBig TooBig { get; init; }

    /// <summary>Sends all of it.</summary>
    public void Flush()
    {
        var runs = box.Runs;
        if (runs.Length == 0) return;
        var now = clock.GetUtcNow().UtcTicks;
        for (var at = 0; at < runs.Length; at++) Prepare(at, runs[at]);
        for (var at = 0; at < runs.Length && !waiter.IsStopped;)
        {
            var sent = WireLibc.SendMany(descriptor, PinnedBytes.At(slots, at), (uint)(runs.Length - at), 0);
            if (sent > 0)
            {
                foreach (ref readonly var run in runs.Slice(at, sent)) run.Peer.Out.Count(run.Count, run.Length, now);
                faults.Worked();
                at += sent;
            }
            else if (Refused(runs[at], Marshal.GetLastPInvokeError(), now)) at++;
        }
        box.Clear();
    }

    private void Prepare(int at, in Run run)
    {
        var name = names.AsSpan(at * NameRoom, NameRoom);
        run.Peer.Socket.CopyTo(name);
        vectors[at] = new() { Base = PinnedBytes.At(box.Buffer, run.Offset), Length = (nuint)run.Length };
        ref var slot = ref slots[at];
        slot = new()
        {
            Name = PinnedBytes.At(names, at * NameRoom), NameLength = (uint)run.Peer.Socket.Length,
            Vectors = PinnedBytes.At(vectors, at), VectorCount = 1,
        };
        if (run.Count == 1) return;
        slot.Control = PinnedBytes.At(notes, at * ControlNote.Room);
        slot.ControlLength = (nuint)ControlNote.Write(notes.AsSpan(at * ControlNote.Room), (ushort)run.Segment);
    }

    // Whether to go on with the next message.
    private bool Refused(in Run run, int error, long now)
    {
        switch (error)
        {
            case WireLibc.Interrupted:
                return false;
            case WireLibc.TryAgain:
                waiter.ForRoom(descriptor);
                return false;
            case WireLibc.Io when run.Count > 1:
                // The device cannot complete checksums, without which the kernel does not cut (before Linux 6.11).
                box.Cuts = false;
                break;
        }
        // Of a message that is refused as a whole some packets may go by themselves: a last, short one.
        for (var offset = 0; offset < run.Length; offset += run.Segment)
            SendOne(run.Peer, new(run.Offset + offset, Math.Min(run.Segment, run.Length - offset)), now);
        return true;
    }

    private void SendOne(Peer peer, Packets.Piece place, long now)
    {
        fixed (byte* name = peer.Socket)
        {
            while (WireLibc.Send(descriptor, PinnedBytes.At(box.Buffer, place.Offset), (nuint)place.Length, 0, name, (uint)peer.Socket.Length) < 0)
            {
                var error = Marshal.GetLastPInvokeError();
                if (error == WireLibc.Interrupted || (error == WireLibc.TryAgain && waiter.ForRoom(descriptor))) continue;
                Lost(peer, place, error);
                return;
            }
        }
        peer.Out.Count(1, place.Length, now);
    }

    private void Lost(Peer peer, Packets.Piece place, int error)
    {
        if (error == WireLibc.MessageSize)
        {
            drops.Count(DropReason.TooBig);
            TooBig(peer, box.Buffer.AsSpan(place.Offset, place.Length));
            return;
        }
        drops.Count(DropReason.Unsent);
        faults.Failed(peer.Endpoint, error);
    }
}
