using System.Collections.Concurrent;
using CloudNet.Contracts.Tenants;

namespace CloudNet.Controller.Events;

/// <summary>Counts each tenant's streams of events that are open on this replica, and lets no more in than a tenant may have.</summary>
public sealed class OpenStreams(EventTerms terms)
{
    private readonly ConcurrentDictionary<TenantId, int> open = new();

    /// <summary>Lets one more in; false where there are too many. Whoever is let in must <see cref="Leave"/>.</summary>
    public bool TryEnter(TenantId tenant)
    {
        if (open.AddOrUpdate(tenant, 1, static (_, count) => count + 1) <= terms.StreamsPerTenant) return true;
        Leave(tenant);
        return false;
    }

    /// <summary>One has ended.</summary>
    public void Leave(TenantId tenant)
    {
        if (open.AddOrUpdate(tenant, 0, static (_, count) => count - 1) <= 0) open.TryRemove(new(tenant, 0));
    }
}
