using System.Net;
using CloudNet.Domain.Addressing;

namespace CloudNet.Domain.Leases;

/// <summary>A network as far as leases are concerned.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Range">What subnets are cut from.</param>
/// <param name="SubnetLength">Prefix length of a subnet.</param>
/// <param name="SubnetMin">Address of the lowest subnet that is given unasked.</param>
/// <param name="SubnetMax">Address of the highest subnet that is given unasked.</param>
public sealed record LeasedNetwork(string Name, IPNetwork Range, int SubnetLength, IPAddress SubnetMin, IPAddress SubnetMax)
{
    /// <summary>Where subnets are given from unasked: others of the range are given by reservation only.</summary>
    public FreeRange Given => new(SubnetMin, new IPNetwork(SubnetMax, SubnetLength).Last);

    /// <summary>A network with flannel's bounds: from the second subnet, so that no interface has the network's own address, to the last.</summary>
    public static LeasedNetwork WithDefaultBounds(string name, IPNetwork range, int subnetLength) => new(
        name, range, subnetLength, range.Subnet(subnetLength, 1).First, range.Subnet(subnetLength, range.SubnetCount(subnetLength) - 1).First);
}
