namespace CloudNet.Domain.Tenants;

/// <summary>How much a tenant may have.</summary>
/// <param name="Hosts">How many hosts.</param>
/// <param name="Networks">How many networks.</param>
/// <param name="Workloads">How many workloads.</param>
/// <param name="Services">How many services.</param>
public sealed record TenantLimits(int Hosts, int Networks, int Workloads, int Services)
{
    /// <summary>What a tenant has for which nothing was set: far above what one uses by intent, and a bound on what one does by mistake.</summary>
    public static TenantLimits Default { get; } = new(Hosts: 10_000, Networks: 1_000, Workloads: 100_000, Services: 10_000);
}
