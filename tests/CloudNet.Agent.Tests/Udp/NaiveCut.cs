using System.Buffers.Binary;
using CloudNet.Agent.Udp.Packets;

namespace CloudNet.Agent.Tests.Udp;

/// <summary>Cuts a packet as its header says, one segment after the other by the words of the RFCs: a model for what the kernel does.</summary>
internal static class NaiveCut
{
    public static IEnumerable<byte[]> Of(VirtioHeader how, byte[] packet)
    {
        if (how.Cut == VirtioHeader.NotCut)
        {
            yield return packet;
            yield break;
        }
        var six = packet[0] >> 4 == 6;
        var ip = six ? 40 : (packet[0] & 15) * 4;
        var tcp = how.Cut != VirtioHeader.Udp;
        var headers = ip + (tcp ? (packet[ip + 12] >> 4) * 4 : 8);
        var payloads = packet[headers..].Chunk(how.SegmentSize).ToList();
        for (var index = 0; index < payloads.Count; index++)
        {
            byte[] segment = [.. packet[..headers], .. payloads[index]];
            Add16(segment, six ? 4 : 2, six ? segment.Length - 40 : segment.Length, set: true);
            if (!six) Add16(segment, 4, index);
            var sequence = segment.AsSpan(ip + 4, 4);
            if (tcp) BinaryPrimitives.WriteUInt32BigEndian(sequence, BinaryPrimitives.ReadUInt32BigEndian(sequence) + (uint)(index * how.SegmentSize));
            if (tcp && index < payloads.Count - 1) segment[ip + 13] &= 0xf6;
            if (tcp && index > 0) segment[ip + 13] &= 0x7f;
            if (!tcp) Add16(segment, ip + 4, segment.Length - ip, set: true);
            Sums(segment, six, ip, tcp);
            yield return segment;
        }
    }

    private static void Sums(byte[] segment, bool six, int ip, bool tcp)
    {
        if (!six) Add16(segment, 10, 0, set: true);
        if (!six) Add16(segment, 10, NaiveChecksum.Of(segment[..ip]), set: true);
        var field = ip + (tcp ? 16 : 6);
        Add16(segment, field, 0, set: true);
        byte[] pseudo = [.. six ? segment[8..40] : segment[12..20], 0, (byte)(tcp ? 6 : 17), (byte)((segment.Length - ip) >> 8), (byte)(segment.Length - ip)];
        var sum = NaiveChecksum.Of(pseudo, segment[ip..]);
        Add16(segment, field, !tcp && sum == 0 ? 0xffff : sum, set: true);
    }

    private static void Add16(byte[] bytes, int at, int number, bool set = false)
    {
        var now = set ? 0 : BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at), (ushort)(now + number));
    }
}
