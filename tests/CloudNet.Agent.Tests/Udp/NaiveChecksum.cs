namespace CloudNet.Agent.Tests.Udp;

/// <summary>The Internet checksum as RFC 1071 has it, one word after the other: slow, and easily seen to be right.</summary>
internal static class NaiveChecksum
{
    /// <summary>The sum of words in network order, folded to 16 bits.</summary>
    public static ushort Sum(params IEnumerable<byte[]> parts)
    {
        uint sum = 0;
        foreach (var part in parts)
            for (var at = 0; at < part.Length; at += 2)
            {
                sum += (uint)((part[at] << 8) | (at + 1 < part.Length ? part[at + 1] : 0));
                sum = (sum & 0xffff) + (sum >> 16);
            }
        return (ushort)sum;
    }

    /// <summary>The checksum: the complement of the sum.</summary>
    public static ushort Of(params IEnumerable<byte[]> parts) => (ushort)~Sum(parts);

    /// <summary>Whether an IP packet's own checksum and its transport's are right.</summary>
    public static bool IsRight(byte[] packet)
    {
        var six = packet[0] >> 4 == 6;
        var length = six ? 40 : (packet[0] & 15) * 4;
        var transport = packet[length..];
        byte[] pseudo = [.. six ? packet[8..40] : packet[12..20], 0, six ? packet[6] : packet[9], (byte)(transport.Length >> 8), (byte)transport.Length];
        return (six || Sum(packet[..length]) == 0xffff) && Sum(pseudo, transport) == 0xffff;
    }
}
