using System.Net;

namespace CloudNet.Contracts.Hosts;

/// <summary>A host as the API shows it.</summary>
/// <param name="Id">The host.</param>
/// <param name="Name">Unique in the tenant.</param>
/// <param name="UnderlayAddress">The address that peers send its packets to.</param>
/// <param name="Link">State of its link, as measured.</param>
/// <param name="LastSeenAt">When it was last heard of; null before its first link.</param>
/// <param name="AgentVersion">Version of its agent, as reported.</param>
/// <param name="Problems">
/// What is wrong with it, in words: that a machine with its key is refused, and what its agent could not do; empty where all is well.
/// </param>
/// <param name="EnrolledAt">When it enrolled.</param>
/// <param name="Leases">Its subnets.</param>
/// <param name="Warnings">What may come to clash with its networks, in words, as its agent reported; null where it reported nothing of it.</param>
/// <param name="Labels">Its labels, in the order of their keys; null where the controller is from before there were labels.</param>
/// <param name="Drivers">Whether it can build networks of each driver, as its agent reported; null where it reported nothing of it.</param>
public sealed record HostRecord(
    HostId Id, string Name, IPAddress UnderlayAddress, HostLinkState Link, DateTimeOffset? LastSeenAt, string? AgentVersion,
    IReadOnlyList<string> Problems, DateTimeOffset EnrolledAt, IReadOnlyList<LeaseRecord> Leases,
    IReadOnlyList<string>? Warnings = null, IReadOnlyDictionary<string, string>? Labels = null,
    IReadOnlyList<DriverAbility>? Drivers = null);
