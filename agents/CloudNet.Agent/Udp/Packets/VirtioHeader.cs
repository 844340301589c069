using System.Runtime.InteropServices;

namespace CloudNet.Agent.Udp.Packets;

/// <summary>
/// <c>struct virtio_net_hdr</c> (linux/virtio_net.h), which stands before each packet on a TUN with <c>vnet_hdr</c>, in the
/// machine's own byte order: what the kernel left to be done, or what we leave to it.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct VirtioHeader
{
    /// <summary>Its length.</summary>
    public const int Size = 10;

    /// <summary>The checksum of the transport is not complete: its field holds the sum of the pseudo header.</summary>
    public const byte NeedsChecksum = 1;

    /// <summary>Not several packets in one.</summary>
    public const byte NotCut = 0;

    /// <summary>TCP over IPv4, to be cut.</summary>
    public const byte Tcp4 = 1;

    /// <summary>TCP over IPv6, to be cut.</summary>
    public const byte Tcp6 = 4;

    /// <summary>UDP of either family, to be cut.</summary>
    public const byte Udp = 5;

    /// <summary>Mark on the kind: the TCP header has CWR, which the first segment alone keeps.</summary>
    public const byte Ecn = 0x80;

    /// <summary>Marks.</summary>
    public byte Flags;

    /// <summary>How it is to be cut.</summary>
    public byte Kind;

    /// <summary>Length of all headers; from the kernel only a hint.</summary>
    public ushort HeaderLength;

    /// <summary>Bytes of payload in each segment.</summary>
    public ushort SegmentSize;

    /// <summary>Where the transport header begins.</summary>
    public ushort ChecksumStart;

    /// <summary>Where its checksum is, from there.</summary>
    public ushort ChecksumOffset;

    /// <summary>The kind without marks.</summary>
    public readonly byte Cut => (byte)(Kind & ~Ecn);
}
