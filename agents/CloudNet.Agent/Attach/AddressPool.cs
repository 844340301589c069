using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Attach;

/// <summary>
/// The addresses of a lease that workloads may have: all but the first (the network's own, which the VXLAN device has), the
/// second (the gateway on the bridge) and, in IPv4, the last (broadcast). Pure.
/// </summary>
internal sealed class AddressPool
{
    private readonly UInt128 first;
    private readonly UInt128 last;

    /// <summary>The pool of a lease.</summary>
    /// <exception cref="ArgumentException">The lease is too small to hold a workload.</exception>
    public AddressPool(IPNetwork lease)
    {
        var family = lease.BaseAddress.AddressFamily;
        if (lease.PrefixLength > HostSubnet.LongestPrefix(family)) throw new ArgumentException($"{lease} is no subnet of at least four addresses.", nameof(lease));
        Lease = lease;
        var network = AddressNumber.Of(lease.BaseAddress);
        first = network + 2;
        last = network + AddressNumber.Span(lease) - (family == AddressFamily.InterNetwork ? UInt128.One : 0);
    }

    /// <summary>The lease.</summary>
    public IPNetwork Lease { get; }

    /// <summary>How many workloads it can hold.</summary>
    public UInt128 Capacity => last - first + 1;

    /// <summary>Whether a workload may have this address.</summary>
    public bool Holds(IPAddress address) =>
        address.AddressFamily == Lease.BaseAddress.AddressFamily && AddressNumber.Of(address) is var number && number >= first && number <= last;

    /// <summary>The lowest address that is not in use, or null where all are.</summary>
    public IPAddress? Lowest(IReadOnlySet<IPAddress> used)
    {
        for (var number = first; number <= last; number++)
        {
            var address = AddressNumber.Address(number);
            if (!used.Contains(address)) return address;
        }
        return null;
    }
}
