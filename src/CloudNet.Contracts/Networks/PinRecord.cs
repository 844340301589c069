using System.Net;
using CloudNet.Contracts.Hosts;

namespace CloudNet.Contracts.Networks;

/// <summary>An address that is kept for one workload, as the API shows it.</summary>
/// <param name="Id">The pin.</param>
/// <param name="NetworkId">The network.</param>
/// <param name="Workload">Name of the workload that it is kept for.</param>
/// <param name="Address">The address.</param>
/// <param name="HostId">The host that has the address's subnet, and keeps the pin; null where none has it now.</param>
/// <param name="HostName">That host's name.</param>
/// <param name="UsedBy">Name of the workload that has the address now, as its host reported it; null: none.</param>
/// <param name="CreatedAt">When it was pinned.</param>
public sealed record PinRecord(
    PinId Id, NetworkId NetworkId, string Workload, IPAddress Address, HostId? HostId, string? HostName, string? UsedBy, DateTimeOffset CreatedAt);
