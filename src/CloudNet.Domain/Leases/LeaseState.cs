using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Hosts;

namespace CloudNet.Domain.Leases;

/// <summary>A subnet of a network that is taken: held by a host, reserved for one by name, or both.</summary>
/// <param name="Subnet">The subnet.</param>
/// <param name="Holder">The host that holds it.</param>
/// <param name="HolderName">That host's name.</param>
/// <param name="ReservedFor">Name of the host that it is kept for without end.</param>
public sealed record LeaseState(IPNetwork Subnet, HostId? Holder, string? HolderName, string? ReservedFor)
{
    /// <summary>Its family.</summary>
    public AddressFamily Family => Subnet.BaseAddress.AddressFamily;

    /// <summary>Who has it, in words.</summary>
    public string Owner => Holder is null ? $"reserved for host '{ReservedFor}'" : $"held by host '{HolderName}'";
}
