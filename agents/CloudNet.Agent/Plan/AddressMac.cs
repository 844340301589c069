using System.Net;
using System.Security.Cryptography;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>
/// MACs that follow from an address: whoever has the address next, anywhere on the segment, has the MAC too, and neighbour tables stay right.
/// </summary>
internal static class AddressMac
{
    /// <summary>Of a network's bridge, from the gateway's address.</summary>
    public static MacAddress OfBridge(IPAddress gateway) => Of((byte)'b', gateway);

    /// <summary>Of a workload on a segment that all hosts share.</summary>
    public static MacAddress OfWorkload(IPAddress address) => Of((byte)'w', address);

    private static MacAddress Of(byte kind, IPAddress address) => address.GetAddressBytes() is { Length: 4 } octets
        ? MacAddress.Local([kind, .. octets])
        : MacAddress.Local(SHA256.HashData(kind == (byte)'b' ? address.GetAddressBytes() : [kind, .. address.GetAddressBytes()]));
}
