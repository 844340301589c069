using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Networks;
using CloudNet.Controller.Access;
using CloudNet.Controller.Lists;
using CloudNet.Controller.Refusals;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Networks;

/// <summary>Which ports of hosts lead to which workloads, over HTTP.</summary>
internal static class PortMappingEndpoints
{
    private const string Tag = "Networks";

    public static void MapPortMappings(this RouteGroupBuilder api)
    {
        api.MapGet("/networks/{network}/port-mappings", async (
                string network, string? workload, [AsParameters] ListQuery query, Caller caller, TenantDb own, CancellationToken cancel) =>
                (await PageAsync(own.Db, caller.Actor, network, workload, query, cancel)).Ok())
            .WithTags(Tag).WithName("ListPortMappings").WithSummary("The ports of hosts that lead to workloads of a network, a page at a time")
            .WithDescription("?workload= gives those to workloads whose names begin so. Sorted by the workload's name; isAttached says whether it is there.")
            .Refuses(400, 401, 403, 404);

        api.MapPost("/networks/{network}/port-mappings", async (
                string network, CreatePortMapping request, Caller caller, TenantDb own, PortMappingCommands mappings, CancellationToken cancel) =>
                (await CreateAsync(own.Db, caller.Actor, network, request, mappings, cancel))
                .Created(mapping => $"/api/v1/networks/{mapping.NetworkId}/port-mappings"))
            .WithTags(Tag).WithName("CreatePortMapping").WithSummary("Have a port of a host, or several, lead to a workload there, by name")
            .WithDescription("From everywhere, from the host itself and from its workloads, at each address of the host or at one. Who calls from outside "
                + "keeps the address. It comes before what the host itself has at that port, for as long as a workload of that name is attached. 409: the port "
                + "leads to another workload, or carries a network between hosts; or the host is not in the network, or has as many mappings as it may.")
            .Refuses(400, 401, 403, 404, 409);

        api.MapDelete("/networks/{network}/port-mappings/{portMapping}", async (
                string network, string portMapping, Caller caller, TenantDb own, PortMappingCommands mappings, CancellationToken cancel) =>
                (await RemoveAsync(own.Db, caller.Actor, network, portMapping, mappings, cancel)).NoContent())
            .WithTags(Tag).WithName("RemovePortMapping").WithSummary("Have the port lead there no longer")
            .Refuses(401, 403, 404);
    }

    private static async Task<Outcome<Page<PortMappingRecord>>> PageAsync(
        CloudNetDb db, Actor actor, string network, string? workload, ListQuery query, CancellationToken cancel)
    {
        if (query.Parse(workload, []).IsRefused(out var refusal, out var part)) return refusal;
        return (await NetworkReads.ResolveAsync(db, actor.Tenant, network, cancel)).IsRefused(out refusal, out var id)
            ? refusal
            : await PortMappingReads.PageAsync(db, id, part, cancel);
    }

    private static async Task<Outcome<PortMappingRecord>> CreateAsync(
        CloudNetDb db, Actor actor, string network, CreatePortMapping request, PortMappingCommands mappings, CancellationToken cancel) =>
        (await NetworkReads.ResolveAsync(db, actor.Tenant, network, cancel)).IsRefused(out var refusal, out var id)
            ? refusal
            : await mappings.CreateAsync(actor, id, request, cancel);

    private static async Task<Outcome<PortMappingId>> RemoveAsync(
        CloudNetDb db, Actor actor, string network, string mapping, PortMappingCommands mappings, CancellationToken cancel) =>
        (await NetworkReads.ResolveAsync(db, actor.Tenant, network, cancel)).IsRefused(out var refusal, out var id) ? refusal
            : PortMappingId.TryParse(mapping, null, out var known) ? await mappings.RemoveAsync(actor, id, known, cancel)
            : PortMappingCommands.NotFound(network, mapping);
}
