using System.Net;
using System.Security.Cryptography;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;

namespace CloudNet.Domain.Leases;

/// <summary>
/// The MAC of a subnet's VTEP. It follows from the network and the subnet alone, so whoever holds the subnet has the same one,
/// and peers' neighbour entries stay true. Within a network two IPv4 subnets never share one: the subnet's whole address is
/// in it; the octet from the network's id only tells networks apart for a reader.
/// </summary>
public static class VtepMac
{
    /// <summary>The MAC.</summary>
    public static MacAddress Of(NetworkId network, IPNetwork subnet)
    {
        Span<byte> input = stackalloc byte[32];
        network.Value.TryWriteBytes(input, bigEndian: true, out _);
        subnet.BaseAddress.TryWriteBytes(input[16..], out var length);
        Span<byte> seed = stackalloc byte[32];
        if (length == 4)
        {
            SHA256.HashData(input[..16], seed);
            input.Slice(16, 4).CopyTo(seed[1..]);
        }
        else
        {
            SHA256.HashData(input, seed);
        }
        return MacAddress.Local(seed);
    }
}
