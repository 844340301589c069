using System.Net;
using System.Net.Sockets;
using CloudNet.Domain.Addressing;

namespace CloudNet.Domain.Leases;

/// <summary>A network as far as leases are concerned.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Ranges">What subnets are cut from, one range at least; those of one family all in subnets of one length.</param>
public sealed record LeasedNetwork(string Name, IReadOnlyList<LeasedRange> Ranges)
{
    /// <summary>The families that it has, IPv4 first. A host gets a subnet of each.</summary>
    public IReadOnlyList<AddressFamily> Families =>
        [.. new[] { AddressFamily.InterNetwork, AddressFamily.InterNetworkV6 }.Where(family => Ranges.Any(range => range.Family == family))];

    /// <summary>Its ranges of a family.</summary>
    public IEnumerable<LeasedRange> Of(AddressFamily family) => Ranges.Where(range => range.Family == family);

    /// <summary>Where the addresses of its services come from, in the order of its ranges; none where every range gives its subnets from the start.</summary>
    public IEnumerable<IPNetwork> ServiceRanges => Ranges.Select(range => range.ServiceRange).OfType<IPNetwork>();

    /// <summary>Prefix length of a subnet of a family that it has.</summary>
    public int SubnetLength(AddressFamily family) => Of(family).First().SubnetLength;

    /// <summary>The range that a subnet or address lies in, or null.</summary>
    public LeasedRange? Around(IPAddress address) => Ranges.FirstOrDefault(range => range.Range.Contains(address));

    /// <summary>Its ranges in words.</summary>
    public string RangeText => string.Join(", ", Ranges.Select(range => range.Range));

    /// <summary>A network of one range with flannel's bounds.</summary>
    public static LeasedNetwork WithDefaultBounds(string name, IPNetwork range, int subnetLength) =>
        new(name, [LeasedRange.WithDefaultBounds(range, subnetLength)]);

    /// <summary>The order that a network's ranges are kept and shown in: IPv4 first, then by address.</summary>
    public static IReadOnlyList<LeasedRange> InOrder(IEnumerable<LeasedRange> ranges) =>
        [.. ranges.OrderBy(range => range.Family != AddressFamily.InterNetwork).ThenBy(range => AddressNumber.Of(range.Range.BaseAddress))];
}
