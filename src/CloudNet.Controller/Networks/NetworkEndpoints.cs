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

/// <summary>Networks over HTTP.</summary>
internal static class NetworkEndpoints
{
    private const string Tag = "Networks";

    public static void MapNetworks(this RouteGroupBuilder api)
    {
        api.MapGet("/networks", async ([AsParameters] ListQuery query, string? name, Caller caller, TenantDb own, CancellationToken cancel) =>
                (await PageAsync(own.Db, caller.Actor, query, name, cancel)).Ok())
            .WithTags(Tag).WithName("ListNetworks").WithSummary("The networks of the tenant, with their leases, a page at a time")
            .Refuses(400, 401, 403);

        api.MapPost("/networks", async (CreateNetwork request, Caller caller, NetworkCommands networks, CancellationToken cancel) =>
                (await networks.CreateAsync(caller.Actor, request, cancel)).Created(network => $"/api/v1/networks/{network.Id}"))
            .WithTags(Tag).WithName("CreateNetwork").WithSummary("Make a network")
            .WithDescription("Everything that is wrong with the request is told at once. "
                + "409: the name is taken, or the range overlaps another network of the tenant.")
            .Refuses(400, 401, 403, 409);

        api.MapGet("/networks/{network}", async (string network, Caller caller, TenantDb own, CancellationToken cancel) =>
                (await FindAsync(own.Db, caller.Actor, network, cancel)).Ok())
            .WithTags(Tag).WithName("GetNetwork").WithSummary("One network, by id or name")
            .Refuses(401, 403, 404);

        api.MapPost("/networks/{network}/ranges", async (
                string network, AddRange request, Caller caller, TenantDb own, GrowthCommands growth, CancellationToken cancel) =>
                (await GrowAsync(own.Db, caller.Actor, network, request, growth, cancel)).Ok())
            .WithTags(Tag).WithName("AddRange").WithSummary("Let a network grow: by a further range, or by a wider one in place of those that lie in it")
            .WithDescription("What hosts hold stays as it is; their workloads learn of the range while they run. A network never shrinks. "
                + "409: the range overlaps another network of the tenant, or is the first of its family while hosts are in the network.")
            .Refuses(400, 401, 403, 404, 409);

        api.MapDelete("/networks/{network}", async (
                string network, Caller caller, TenantDb own, NetworkCommands networks, CancellationToken cancel) =>
                (await RemoveAsync(own.Db, caller.Actor, network, networks, cancel)).NoContent())
            .WithTags(Tag).WithName("RemoveNetwork").WithSummary("Remove a network, with its leases, from all its hosts")
            .Refuses(401, 403, 404);
    }

    private static async Task<Outcome<Page<NetworkRecord>>> PageAsync(
        CloudNetDb db, Actor actor, ListQuery query, string? name, CancellationToken cancel) =>
        query.Parse(name, []).IsRefused(out var refusal, out var part) ? refusal : await NetworkReads.PageAsync(db, actor.Tenant, part, cancel);

    private static async Task<Outcome<NetworkRecord>> FindAsync(CloudNetDb db, Actor actor, string text, CancellationToken cancel) =>
        (await NetworkReads.ResolveAsync(db, actor.Tenant, text, cancel)).IsRefused(out var refusal, out var id)
            ? refusal
            : await NetworkReads.FindAsync(db, actor.Tenant, id, cancel);

    private static async Task<Outcome<NetworkRecord>> GrowAsync(
        CloudNetDb db, Actor actor, string text, AddRange request, GrowthCommands growth, CancellationToken cancel) =>
        (await NetworkReads.ResolveAsync(db, actor.Tenant, text, cancel)).IsRefused(out var refusal, out var id)
            ? refusal
            : await growth.AddAsync(actor, id, request, cancel);

    private static async Task<Outcome<NetworkId>> RemoveAsync(
        CloudNetDb db, Actor actor, string text, NetworkCommands networks, CancellationToken cancel) =>
        (await NetworkReads.ResolveAsync(db, actor.Tenant, text, cancel)).IsRefused(out var refusal, out var id)
            ? refusal
            : await networks.RemoveAsync(actor, id, cancel);
}
