using CloudNet.Contracts.Hosts;

namespace CloudNet.Contracts.Enrolment;

/// <summary>The controller took the host in.</summary>
/// <param name="HostId">The host's identity from now on.</param>
/// <param name="Name">Its name.</param>
/// <param name="Tenant">Name of its tenant.</param>
public sealed record EnrolledHost(HostId HostId, string Name, string Tenant);
