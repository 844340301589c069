using System.Net;
using CloudNet.Contracts.Hosts;

namespace CloudNet.Contracts.Views;

/// <summary>A host in a network: all that its peers need to reach its subnet.</summary>
/// <param name="Host">The host.</param>
/// <param name="Name">The host's name.</param>
/// <param name="Underlay">The address that peers send to.</param>
/// <param name="Subnet">The host's lease.</param>
/// <param name="Epoch">The lease's fence.</param>
/// <param name="Mac">MAC of the host's VTEP in this network, given by the controller.</param>
public sealed record NetworkMember(HostId Host, string Name, IPAddress Underlay, IPNetwork Subnet, long Epoch, MacAddress Mac);
