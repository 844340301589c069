using System.Runtime.InteropServices;
using CloudNet.Agent.Kernel;
using CsCheck;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>Netlink datagrams are read within their bounds, whatever they hold.</summary>
public sealed class NetlinkMessageTests
{
    [Fact]
    public void Any_bytes_are_read_within_their_bounds() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        var filter = new NetlinkFilter(_ => null, () => null);
        // A length that fits makes what follows be looked at.
        if (bytes.Length >= 16) MemoryMarshal.Write(bytes, bytes.Length);
        if (bytes.Length >= 16) MemoryMarshal.Write(bytes.AsSpan(4), (ushort)(16 + (bytes[4] % 14)));
        ReadOnlySpan<byte> datagram = bytes;
        var taken = 0;
        while (NetlinkMessage.TryTake(ref datagram, out var message))
        {
            taken++;
            filter.OfRoute(message);
            NetlinkFilter.OfNetfilter(message);
        }
        return taken <= bytes.Length / 16;
    }, iter: 100_000);
}
