using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Udp.Packets;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Segments;

/// <summary>
/// Ethernet frames that ask who has an address, and what is answered: ARP with no address of its own (RFC 5227, 2.1.1), so that nobody's table is touched, and
/// neighbour solicitation (RFC 4861, 4.3) from the asker's link-local address. Pure; total on any bytes.
/// </summary>
internal static class NeighbourQuestion
{
    private const int Ethernet = 14, Arp = 28, Ip6 = 40, Solicitation = 32;
    private const ushort ArpType = 0x0806, Ip6Type = 0x86dd;
    private const byte ArpReply = 2, Icmp6 = 58, Solicit = 135, Advertise = 136, TargetLinkOption = 2;

    /// <summary>The protocol of the frames of a family, as a packet socket takes it.</summary>
    public static ushort TypeOf(AddressFamily family) => family == AddressFamily.InterNetwork ? ArpType : Ip6Type;

    /// <summary>Asks all for an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="own">MAC of the link that asks.</param>
    public static byte[] For(IPAddress address, MacAddress own) => address.AddressFamily == AddressFamily.InterNetwork ? Four(address, own) : Six(address, own);

    /// <summary>Whether a frame answers whoever asked that somebody has the address, and who.</summary>
    public static bool IsAnswer(ReadOnlySpan<byte> frame, IPAddress address, MacAddress own, out MacAddress holder)
    {
        holder = default;
        var octets = address.GetAddressBytes();
        if (frame.Length < Ethernet || BinaryPrimitives.ReadUInt16BigEndian(frame[12..]) != TypeOf(address.AddressFamily) || Mac(frame) != own) return false;
        var body = frame[Ethernet..];
        if (octets.Length == 4)
        {
            if (body.Length < Arp || body[7] != ArpReply || !body[14..18].SequenceEqual(octets)) return false;
            holder = Mac(body[8..]);
            return true;
        }
        if (body.Length < Ip6 + 24 || body[6] != Icmp6 || body[Ip6] != Advertise || !body.Slice(Ip6 + 8, 16).SequenceEqual(octets)) return false;
        var option = body[(Ip6 + 24)..];
        holder = option.Length >= 8 && option[0] == TargetLinkOption ? Mac(option[2..]) : Mac(frame[6..]);
        return true;
    }

    private static byte[] Four(IPAddress address, MacAddress own)
    {
        var frame = new byte[Ethernet + Arp];
        Begin(frame, 0xffff_ffff_ffff, own, ArpType);
        var body = frame.AsSpan(Ethernet);
        // Ethernet, IPv4, their lengths, and a request (RFC 826).
        ((ReadOnlySpan<byte>)[0, 1, 8, 0, 6, 4, 0, 1]).CopyTo(body);
        Write(body[8..], own.Value);
        address.TryWriteBytes(body[24..], out _);
        return frame;
    }

    private static byte[] Six(IPAddress address, MacAddress own)
    {
        var octets = address.GetAddressBytes();
        var frame = new byte[Ethernet + Ip6 + Solicitation];
        // The solicited-node address, and its group on Ethernet (RFC 4291, 2.7.1; RFC 2464, 7).
        byte[] all = [0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xff, octets[13], octets[14], octets[15]];
        Begin(frame, 0x3333_0000_0000UL | BinaryPrimitives.ReadUInt32BigEndian(all.AsSpan(12)), own, Ip6Type);
        var ip = frame.AsSpan(Ethernet);
        ip[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(ip[4..], Solicitation);
        (ip[6], ip[7]) = (Icmp6, 255);
        own.LinkLocal().TryWriteBytes(ip[8..], out _);
        all.CopyTo(ip[24..]);
        var message = ip[Ip6..];
        message[0] = Solicit;
        octets.CopyTo(message[8..]);
        (message[24], message[25]) = (1, 1);
        Write(message[26..], own.Value);
        var sum = Checksum.Add(Checksum.Word(Icmp6) + Checksum.Word(Solicitation), ip[8..40]);
        Checksum.Write(message[2..], Checksum.Add(sum, message));
        return frame;
    }

    private static void Begin(Span<byte> frame, ulong to, MacAddress own, ushort type)
    {
        Write(frame, to);
        Write(frame[6..], own.Value);
        BinaryPrimitives.WriteUInt16BigEndian(frame[12..], type);
    }

    private static void Write(Span<byte> at, ulong mac)
    {
        BinaryPrimitives.WriteUInt16BigEndian(at, (ushort)(mac >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(at[2..], (uint)mac);
    }

    private static MacAddress Mac(ReadOnlySpan<byte> at) =>
        new(((ulong)BinaryPrimitives.ReadUInt16BigEndian(at) << 32) | BinaryPrimitives.ReadUInt32BigEndian(at[2..]));
}
