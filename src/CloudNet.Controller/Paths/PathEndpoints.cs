using CloudNet.Contracts.Paths;
using CloudNet.Contracts.Tenants;
using CloudNet.Controller.Access;
using CloudNet.Controller.Lists;
using CloudNet.Controller.Refusals;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;

namespace CloudNet.Controller.Paths;

/// <summary>Who reaches whom, over HTTP.</summary>
internal static class PathEndpoints
{
    private const string Tag = "Networks";

    public static void MapPaths(this RouteGroupBuilder api)
    {
        api.MapGet("/networks/{network}/paths", async (
                string network, [AsParameters] ListQuery query, [AsParameters] PathQuery paths, Caller caller, TenantDb own, CancellationToken cancel) =>
                (await paths.PageAsync(own.Db, caller.Actor.Tenant, network, query, cancel)).Ok())
            .WithTags(Tag).WithName("ListPaths").WithSummary("Who reaches whom in a network, as the hosts' probes found it, a page at a time")
            .WithDescription("By the name of the host that probes, or by 'created', which here is since when it is so. With ?wrong=true those alone that are lost "
                + "or carry less than their links promise.")
            .Refuses(400, 401, 403, 404);

        api.MapGet("/networks/{network}/paths/{host}/{peer}/history", async (
                string network, string host, string peer, Caller caller, TenantDb own, CancellationToken cancel) =>
                (await HistoryAsync(own.Db, caller.Actor.Tenant, network, host, peer, cancel)).Ok())
            .WithTags(Tag).WithName("ListPathHistory").WithSummary("What became of the path from one host to another, newest first")
            .WithDescription($"The last {PathHistoryRow.Kept} changes of each family.")
            .Refuses(401, 403, 404);
    }

    private static async Task<Outcome<IReadOnlyList<PathChangeRecord>>> HistoryAsync(
        CloudNetDb db, TenantId tenant, string network, string host, string peer, CancellationToken cancel)
    {
        if ((await NetworkReads.ResolveAsync(db, tenant, network, cancel)).IsRefused(out var refusal, out var id)) return refusal;
        if ((await HostReads.ResolveAsync(db, tenant, host, cancel)).IsRefused(out refusal, out var prober)) return refusal;
        if ((await HostReads.ResolveAsync(db, tenant, peer, cancel)).IsRefused(out refusal, out var answerer)) return refusal;
        return Outcome<IReadOnlyList<PathChangeRecord>>.Done(await PathReads.HistoryAsync(db, id, prober, answerer, cancel));
    }
}
