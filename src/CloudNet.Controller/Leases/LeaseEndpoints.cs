using CloudNet.Controller.Access;
using CloudNet.Controller.Refusals;
using CloudNet.Domain.Leases;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Leases;

/// <summary>The life of leases over HTTP.</summary>
internal static class LeaseEndpoints
{
    public static void MapLeases(this RouteGroupBuilder api) =>
        api.MapGet("/expiring-leases", (Caller caller, TenantDb own, LeaseTerms terms, TimeProvider clock, CancellationToken cancel) =>
                ExpiryReads.ListAsync(own.Db, caller.Actor.Tenant, terms, clock.GetUtcNow(), cancel))
            .WithTags("Hosts").WithName("ListExpiringLeases").WithSummary("Leases that are on their way to be taken back, or were, the next to go first")
            .WithDescription("A lease is renewed whenever its host is heard of. After the time to live without that it has expired; after the grace "
                + "its subnet is taken back, and the host gets one when it returns. A reserved subnet has no end: reserve it to keep it. "
                + $"At most {ExpiryReads.Most:N0} that are to be taken back, and as many that were.")
            .Refuses(401, 403);
}
