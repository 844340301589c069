using System.Net;
using CloudNet.Domain.Leases;

namespace CloudNet.Domain.Services;

/// <summary>An address that a service cannot have.</summary>
/// <param name="Address">The address.</param>
/// <param name="Rule">What it is instead, in words.</param>
/// <param name="WayOut">What can be done about it.</param>
public sealed record TakenAddress(IPAddress Address, string Rule, string WayOut)
{
    /// <summary>Another service has it.</summary>
    public static TakenAddress ByService(IPAddress address, string service) =>
        new(address, $"{address} is the address of service '{service}'.", "Remove that service first, or choose another address.");

    /// <summary>It is kept for a workload.</summary>
    public static TakenAddress ByPin(IPAddress address, string workload) =>
        new(address, $"{address} is pinned to workload {workload}.", "Remove that pin first, or choose another address.");

    /// <summary>It lies in a subnet that a host has.</summary>
    public static TakenAddress ByLease(IPAddress address, LeaseState lease) =>
        new(address, $"{address} is in subnet {lease.Subnet}, which is {lease.Owner}.", "Choose another address, or free that subnet first.");
}
