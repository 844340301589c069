using CsCheck;

namespace CloudNet.Agent.Tests.Udp;

/// <summary>Packets as they come: mostly flows that go on, so that joining has something to do, and now and then something in between.</summary>
internal static class Generated
{
    private static readonly Gen<byte[]> Options = Among<byte[]>([], [1, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 2]);

    public static readonly Gen<PacketText> Packet =
        from six in Gen.Bool
        from tcp in Gen.Frequency((3, Gen.Const(true)), (1, Gen.Const(false)))
        from port in Gen.UShort[1, 3]
        from options in Options
        from size in Among(1, 2, 7, 100, 1400)
        from id in Among<ushort>(0, 7, 65_534)
        from sequence in Among(1u, 0xffff_fff0u)
        select new PacketText
        {
            Source = six ? "fd00:5:1::2" : "10.5.1.2", Destination = six ? "fd00:5:2::2" : "10.5.2.2", Protocol = (byte)(tcp ? 6 : 17),
            SourcePort = port, Options = options, Id = id, Sequence = sequence, Payload = new byte[size],
        };

    // Mostly what comes next in the flow.
    private static Gen<PacketText> Next(PacketText last) =>
        from size in Gen.Frequency((8, Gen.Const(last.Payload.Length)), (1, Gen.Int[0, 1400]))
        from fill in Gen.Byte
        from flags in Gen.Frequency((12, Gen.Const<byte>(0x10)), (1, Among<byte>(0x18, 0x11, 0x90, 0x50, 0xd0, 0x12, 0x14, 0x30)))
        from odd in Gen.Frequency((20, Gen.Const(0)), (1, Gen.Int[1, 9]))
        select Odd(odd, last with
        {
            Id = (ushort)(last.Id + 1), Sequence = last.Sequence + (uint)last.Payload.Length, Flags = flags,
            Payload = [.. Enumerable.Repeat(fill, size)],
        });

    public static readonly Gen<List<byte[]>> Arrivals =
        from flows in Flow.List[1, 5]
        from broken in Gen.Frequency((10, Gen.Const(-1)), (1, Gen.Int[0, 2000]))
        select Broken(flows.SelectMany(flow => flow).Select(packet => packet.Bytes()).ToList(), broken);

    private static Gen<List<PacketText>> Flow =>
        from first in Packet
        from count in Gen.Int[1, 80]
        from rest in Follow(first, count)
        select rest;

    private static Gen<List<PacketText>> Follow(PacketText first, int count) => count == 1
        ? Gen.Const((List<PacketText>)[first])
        : from before in Follow(first, count - 1) from next in Next(before[^1]) select (List<PacketText>)[.. before, next];

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);

    private static PacketText Odd(int what, PacketText packet) => what switch
    {
        1 => packet with { Id = (ushort)(packet.Id + 1) },
        2 => packet with { Sequence = packet.Sequence + 1 },
        3 => packet with { Acknowledgement = packet.Acknowledgement + 1 },
        4 => packet with { Window = (ushort)(packet.Window + 1) },
        5 => packet with { Tos = (byte)(packet.Tos ^ 3) },
        6 => packet with { Ttl = (byte)(packet.Ttl - 1) },
        7 => packet with { Fragment = 0x2000 },
        8 => packet with { IpOptions = packet.IsSix ? [] : [1, 1, 1, 1] },
        9 => packet with { Options = packet.Options.Length == 0 ? [1, 1, 1, 0] : [.. packet.Options[..^1], 9] },
        _ => packet,
    };

    // A byte of one packet changed on the way, as where a checksum is wrong.
    private static List<byte[]> Broken(List<byte[]> packets, int at)
    {
        if (at < 0) return packets;
        var packet = packets[at % packets.Count];
        packet[^1] ^= 0x55;
        return packets;
    }
}
