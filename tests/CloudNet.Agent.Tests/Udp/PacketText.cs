using System.Net;

namespace CloudNet.Agent.Tests.Udp;

/// <summary>Builds packets from what is of interest in them, with right checksums, byte by byte.</summary>
internal sealed record PacketText
{
    public string Source { get; init; } = "10.5.1.2";
    public string Destination { get; init; } = "10.5.2.2";
    public byte Protocol { get; init; } = 6;
    public ushort SourcePort { get; init; } = 40000;
    public ushort DestinationPort { get; init; } = 80;
    public ushort Id { get; init; } = 7;
    public ushort Fragment { get; init; } = 0x4000;
    public byte Tos { get; init; }
    public byte Ttl { get; init; } = 64;
    public uint Sequence { get; init; } = 1000;
    public uint Acknowledgement { get; init; } = 5;
    public byte Flags { get; init; } = 0x10;
    public ushort Window { get; init; } = 500;
    public byte[] Options { get; init; } = [];
    public byte[] IpOptions { get; init; } = [];
    public byte[] Payload { get; init; } = [];

    public bool IsSix => Source.Contains(':');

    public int Headers => (IsSix ? 40 : 20 + IpOptions.Length) + (Protocol == 6 ? 20 + Options.Length : 8);

    public byte[] Bytes()
    {
        byte[] transport = Protocol == 6
            ? [.. Two(SourcePort), .. Two(DestinationPort), .. Four(Sequence), .. Four(Acknowledgement), (byte)((20 + Options.Length) << 2), Flags,
                .. Two(Window), 0, 0, 0, 0, .. Options, .. Payload]
            : [.. Two(SourcePort), .. Two(DestinationPort), .. Two((ushort)(8 + Payload.Length)), 0, 0, .. Payload];
        var addresses = (byte[])[.. IPAddress.Parse(Source).GetAddressBytes(), .. IPAddress.Parse(Destination).GetAddressBytes()];
        var sum = NaiveChecksum.Of(addresses, [0, Protocol, .. Two((ushort)transport.Length)], transport);
        if (Protocol == 17 && sum == 0) sum = 0xffff;
        Two(sum).CopyTo(transport, Protocol == 6 ? 16 : 6);
        return [.. IsSix ? SixHead(transport.Length, addresses) : FourHead(transport.Length, addresses), .. transport];
    }

    private byte[] SixHead(int length, byte[] addresses) =>
        [(byte)(0x60 | (Tos >> 4)), (byte)(Tos << 4), 0, 0, .. Two((ushort)length), Protocol, Ttl, .. addresses];

    private byte[] FourHead(int length, byte[] addresses)
    {
        var headers = 20 + IpOptions.Length;
        byte[] head =
        [
            (byte)(0x40 | (headers / 4)), Tos, .. Two((ushort)(headers + length)), .. Two(Id), .. Two(Fragment), Ttl, Protocol, 0, 0,
            .. addresses, .. IpOptions,
        ];
        Two(NaiveChecksum.Of(head)).CopyTo(head, 10);
        return head;
    }

    private static byte[] Two(ushort number) => [(byte)(number >> 8), (byte)number];

    private static byte[] Four(uint number) => [.. Two((ushort)(number >> 16)), .. Two((ushort)number)];
}
