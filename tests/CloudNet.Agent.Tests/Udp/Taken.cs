using CloudNet.Agent.Udp.Packets;

namespace CloudNet.Agent.Tests.Udp;

/// <summary>What the kernel would be given.</summary>
internal sealed class Taken : IPacketSink
{
    public List<(VirtioHeader How, byte[] Bytes)> Packets { get; } = [];

    public void Take(in VirtioHeader how, byte[] buffer, ReadOnlySpan<Piece> pieces)
    {
        byte[] whole = [];
        foreach (var piece in pieces) whole = [.. whole, .. buffer[piece.Offset..(piece.Offset + piece.Length)]];
        Packets.Add((how, whole));
    }

    /// <summary>What comes of packets that arrive together.</summary>
    public static List<(VirtioHeader How, byte[] Bytes)> Of(IEnumerable<byte[]> packets, bool udp = true)
    {
        var all = packets.ToList();
        var sink = new Taken();
        var joiner = new Joiner([.. all.SelectMany(packet => packet)], sink, udp);
        var offset = 0;
        foreach (var packet in all)
        {
            if (IpHead.TryRead(packet, out var head)) joiner.Add(new(offset, packet.Length), head);
            offset += packet.Length;
        }
        joiner.Flush();
        return sink.Packets;
    }
}
