namespace CloudNet.Contracts.Tenants;

/// <summary>Sets how much a tenant may have. A limit that is left out stays; one below the use refuses what is new, and takes nothing away.</summary>
/// <param name="Hosts">How many hosts, 0 to 1,000,000.</param>
/// <param name="Networks">How many networks, 0 to 1,000,000.</param>
/// <param name="Workloads">How many workloads, 0 to 1,000,000.</param>
/// <param name="Services">How many services, 0 to 1,000,000.</param>
public sealed record SetQuotas(int? Hosts = null, int? Networks = null, int? Workloads = null, int? Services = null);
