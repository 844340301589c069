using System.Net;
using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Hosts;

/// <summary>A host's subnet in a network.</summary>
/// <param name="NetworkId">The network.</param>
/// <param name="NetworkName">The network's name.</param>
/// <param name="HostId">The holder, or null where the subnet is reserved for a host that has not joined.</param>
/// <param name="HostName">Name of the holder, or of the host that it is reserved for.</param>
/// <param name="Subnet">The host's share of the network's range.</param>
/// <param name="Epoch">Fence: grows by one each time the subnet is given to a host.</param>
/// <param name="Reserved">Whether it is kept for that host without end.</param>
/// <param name="AppliedRevision">Revision of the network that the host has programmed, as it reported; null before its first report.</param>
/// <param name="Revision">Revision of the network now.</param>
/// <param name="Hidden">Whether the network is hidden from the host itself, which is in it for its workloads alone.</param>
public sealed record LeaseRecord(
    NetworkId NetworkId, string NetworkName, HostId? HostId, string HostName, IPNetwork Subnet, long Epoch, bool Reserved,
    long? AppliedRevision, long Revision, bool Hidden = false)
{
    /// <summary>Whether the host has programmed the network's newest revision (measured: what it reported).</summary>
    public bool InSync => AppliedRevision == Revision;
}
