using System.Net;

namespace CloudNet.Contracts.Networks;

/// <summary>What one subnet of a host has left for workloads.</summary>
/// <param name="Subnet">The subnet.</param>
/// <param name="Address">The lowest address that no workload has, as far as the host reported them, and that is kept for none; null: none.</param>
/// <param name="Free">
/// How many such addresses there are; 10^28 where there are more. One that was released is among them, though its host lets it rest for an hour.
/// </param>
/// <param name="Taken">How many addresses workloads have or are kept for them.</param>
public sealed record NextAddressRecord(IPNetwork Subnet, IPAddress? Address, decimal Free, int Taken);
