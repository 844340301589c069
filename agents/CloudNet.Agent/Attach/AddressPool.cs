using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace CloudNet.Agent.Attach;

/// <summary>
/// The addresses of a lease that workloads may have: all but the first (the network's own, which the VXLAN device has), the
/// second (the gateway on the bridge) and the last (broadcast). Pure; IPv4.
/// </summary>
internal sealed class AddressPool
{
    private readonly uint first;
    private readonly uint last;

    /// <summary>The pool of a lease.</summary>
    /// <exception cref="ArgumentException">The lease is not IPv4, or is too small to hold a workload.</exception>
    public AddressPool(IPNetwork lease)
    {
        if (lease.BaseAddress.AddressFamily != AddressFamily.InterNetwork || lease.PrefixLength > 30)
            throw new ArgumentException($"{lease} is no IPv4 subnet of at least four addresses.", nameof(lease));
        Lease = lease;
        var network = Number(lease.BaseAddress);
        first = network + 2;
        last = network + (uint)((1UL << (32 - lease.PrefixLength)) - 2);
    }

    /// <summary>The lease.</summary>
    public IPNetwork Lease { get; }

    /// <summary>How many workloads it can hold.</summary>
    public long Capacity => (long)last - first + 1;

    /// <summary>Whether a workload may have this address.</summary>
    public bool Holds(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork && Number(address) is var number && number >= first && number <= last;

    /// <summary>The lowest address that is not in use, or null where all are.</summary>
    public IPAddress? Lowest(IReadOnlySet<IPAddress> used)
    {
        for (var number = first; number <= last; number++)
        {
            var address = Address(number);
            if (!used.Contains(address)) return address;
        }
        return null;
    }

    private static uint Number(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[4];
        address.TryWriteBytes(octets, out _);
        return BinaryPrimitives.ReadUInt32BigEndian(octets);
    }

    private static IPAddress Address(uint number)
    {
        Span<byte> octets = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(octets, number);
        return new(octets);
    }
}
