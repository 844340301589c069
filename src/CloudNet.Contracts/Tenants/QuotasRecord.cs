namespace CloudNet.Contracts.Tenants;

/// <summary>What a tenant uses of what it may have.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="Tenant">Its name.</param>
/// <param name="Hosts">Hosts that are enrolled.</param>
/// <param name="Networks">Networks.</param>
/// <param name="Workloads">Workloads, as their hosts reported them; once for each network that one is attached to.</param>
/// <param name="Services">Services, of all networks together.</param>
public sealed record QuotasRecord(
    TenantId TenantId, string Tenant, QuotaUse Hosts, QuotaUse Networks, QuotaUse Workloads, QuotaUse Services);
