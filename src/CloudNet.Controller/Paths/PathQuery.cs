using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Paths;
using CloudNet.Contracts.Tenants;
using CloudNet.Controller.Lists;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Paths;

/// <summary>Which paths are asked for, as it stands in the request.</summary>
/// <param name="Host">Id or name of the host that probes.</param>
/// <param name="Peer">Id or name of the peer.</param>
/// <param name="Wrong">True: only those that are lost, or carry less than their links promise; false: only the others.</param>
public sealed record PathQuery(string? Host, string? Peer, bool? Wrong)
{
    /// <summary>A page of a network's, or all that is wrong.</summary>
    public async Task<Outcome<Page<PathRecord>>> PageAsync(CloudNetDb db, TenantId tenant, string network, ListQuery query, CancellationToken cancel)
    {
        if (query.Parse().IsRefused(out var refusal, out var part)) return refusal;
        if ((await NetworkReads.ResolveAsync(db, tenant, network, cancel)).IsRefused(out var unknown, out var id)) return unknown;
        var filter = new PathFilter(Wrong: Wrong);
        if (Host is not null)
        {
            if ((await HostReads.ResolveAsync(db, tenant, Host, cancel)).IsRefused(out unknown, out var host)) return unknown;
            filter = filter with { Host = host };
        }
        if (Peer is not null)
        {
            if ((await HostReads.ResolveAsync(db, tenant, Peer, cancel)).IsRefused(out unknown, out var peer)) return unknown;
            filter = filter with { Peer = peer };
        }
        return await PathReads.PageAsync(db, id, part, filter, cancel);
    }
}
