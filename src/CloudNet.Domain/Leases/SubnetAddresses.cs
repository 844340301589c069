using System.Net;
using System.Net.Sockets;
using CloudNet.Domain.Addressing;

namespace CloudNet.Domain.Leases;

/// <summary>
/// The addresses of a host's subnet that workloads have: all but the first two, the network's own and the gateway, and in IPv4
/// the last, which is broadcast.
/// </summary>
/// <param name="Subnet">The subnet; four addresses at least.</param>
public readonly record struct SubnetAddresses(IPNetwork Subnet)
{
    /// <summary>Most that is counted: a subnet of IPv6 may have more addresses than a decimal number holds.</summary>
    public const decimal MostCounted = 1e28m;

    private UInt128 FirstNumber => AddressNumber.Of(Subnet.BaseAddress) + 2;

    private UInt128 LastNumber => AddressNumber.Of(Family == AddressFamily.InterNetwork ? Subnet.LastUsable : Subnet.Last);

    private AddressFamily Family => Subnet.BaseAddress.AddressFamily;

    /// <summary>The lowest.</summary>
    public IPAddress First => AddressNumber.ToAddress(FirstNumber, Family);

    /// <summary>How many there are.</summary>
    public UInt128 Count => LastNumber - FirstNumber + 1;

    /// <summary>How many are left where so many of them are taken; at most <see cref="MostCounted"/>.</summary>
    public decimal Left(int taken) => Count > (UInt128)MostCounted ? MostCounted : (decimal)Count - taken;

    /// <summary>Whether a workload can have the address.</summary>
    public bool Contains(IPAddress address) =>
        address.AddressFamily == Family && AddressNumber.Of(address) is var number && number >= FirstNumber && number <= LastNumber;

    /// <summary>The lowest that is not taken, or null. O(n log n) in those taken, whatever the size of the subnet.</summary>
    /// <param name="taken">Addresses that are taken, in any order, also some twice or outside.</param>
    public IPAddress? Lowest(IEnumerable<IPAddress> taken)
    {
        var (next, last) = (FirstNumber, LastNumber);
        foreach (var number in taken.Where(Contains).Select(AddressNumber.Of).Order())
        {
            if (number > next) break;
            if (number == next) next++;
        }
        return next > last ? null : AddressNumber.ToAddress(next, Family);
    }
}
