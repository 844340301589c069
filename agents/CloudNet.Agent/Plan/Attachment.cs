using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Agent.Plan;

/// <summary>One workload's attachment to a network, with its address already allocated from the host's lease.</summary>
/// <param name="Id">The workload.</param>
/// <param name="Network">The network that it is attached to.</param>
/// <param name="Name">Its name on this host.</param>
/// <param name="Addresses">Its addresses, from the host's leases: one of each family that the network has, IPv4 first.</param>
/// <param name="Mac">MAC of its side of the veth.</param>
/// <param name="NetnsPath">Path of its network namespace: <c>/run/netns/web</c>, <c>/proc/4711/ns/net</c>.</param>
/// <param name="InterfaceName">Name of the interface inside the namespace: <c>eth0</c>.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="AttachedAt">When it was attached.</param>
/// <param name="Place">
/// Its place among the networks of its namespace, from 0: the default route inside is that of the lowest, and the next one's
/// when that is detached.
/// </param>
/// <param name="IsCarried">Whether it may have addresses of other hosts' subnets, that go with it on a segment which all hosts share.</param>
/// <param name="IsDraining">Whether it gets no connections by services any more.</param>
internal sealed record Attachment(
    WorkloadId Id, NetworkId Network, string Name, ImmutableArray<IPAddress> Addresses, MacAddress Mac, string NetnsPath, string InterfaceName,
    ImmutableSortedDictionary<string, string> Labels, DateTimeOffset AttachedAt, int Place = 0,
    bool IsCarried = false, bool IsDraining = false)
{
    /// <summary>Equal in every address and label, not only in the reference to them.</summary>
    public bool Equals(Attachment? other) =>
        other is not null && Id == other.Id && Network == other.Network && Name == other.Name && Addresses.SequenceEqual(other.Addresses)
        && Mac == other.Mac && NetnsPath == other.NetnsPath && InterfaceName == other.InterfaceName
        && AttachedAt == other.AttachedAt && Place == other.Place && IsCarried == other.IsCarried && IsDraining == other.IsDraining
        && Labels.SequenceEqual(other.Labels);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Network, Name);
}
