using CloudNet.Contracts.Hosts;
using CloudNet.Controller.Access;
using CloudNet.Controller.Lists;
using CloudNet.Controller.Refusals;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Hosts;

/// <summary>Hosts over HTTP.</summary>
internal static class HostEndpoints
{
    private const string Tag = "Hosts";

    public static void MapHosts(this RouteGroupBuilder api)
    {
        api.MapGet("/hosts", async (
                [AsParameters] ListQuery query, [AsParameters] HostQuery hosts, Caller caller, TenantDb own, TimeProvider clock, CancellationToken cancel) =>
                (await hosts.PageAsync(own.Db, caller.Actor.Tenant, query, clock.GetUtcNow(), cancel)).Ok())
            .WithTags(Tag).WithName("ListHosts").WithSummary("The hosts of the tenant, with their leases and what was measured of them, a page at a time")
            .Refuses(400, 401, 403);

        api.MapGet("/hosts/{host}", async (string host, Caller caller, TenantDb own, TimeProvider clock, CancellationToken cancel) =>
                (await FindAsync(own.Db, caller.Actor, host, clock.GetUtcNow(), cancel)).Ok())
            .WithTags(Tag).WithName("GetHost").WithSummary("One host, by id or name")
            .Refuses(401, 403, 404);

        api.MapGet("/hosts/{host}/facts", async (string host, Caller caller, TenantDb own, CancellationToken cancel) =>
                (await FactsAsync(own.Db, caller.Actor, host, cancel)).Ok())
            .WithTags(Tag).WithName("GetHostFacts").WithSummary("Which addresses a host has for something else: its routes, and Docker's pools")
            .Refuses(401, 403, 404);

        api.MapPatch("/hosts/{host}", async (
                string host, ChangeHost request, Caller caller, TenantDb own, HostCommands hosts, CancellationToken cancel) =>
                (await ChangeAsync(own.Db, caller.Actor, host, request, hosts, cancel)).Ok())
            .WithTags(Tag).WithName("ChangeHost").WithSummary("Give a host labels, or take them from it")
            .WithDescription("What is left out stays, and so does each label that is not named; null as a label's value takes it away.")
            .Refuses(400, 401, 403, 404);

        api.MapDelete("/hosts/{host}", async (string host, Caller caller, TenantDb own, HostCommands hosts, CancellationToken cancel) =>
                (await RemoveAsync(own.Db, caller.Actor, host, hosts, cancel)).NoContent())
            .WithTags(Tag).WithName("RemoveHost").WithSummary("Remove a host: its leases end, its peers forget it, its link is closed")
            .Refuses(401, 403, 404);
    }

    private static async Task<Outcome<HostRecord>> FindAsync(CloudNetDb db, Actor actor, string text, DateTimeOffset now, CancellationToken cancel) =>
        (await HostReads.ResolveAsync(db, actor.Tenant, text, cancel)).IsRefused(out var refusal, out var id)
            ? refusal
            : await HostReads.FindAsync(db, actor.Tenant, id, now, cancel);

    private static async Task<Outcome<HostFactsRecord>> FactsAsync(CloudNetDb db, Actor actor, string text, CancellationToken cancel) =>
        (await HostReads.ResolveAsync(db, actor.Tenant, text, cancel)).IsRefused(out var refusal, out var id)
            ? refusal
            : await OverlapReads.FactsAsync(db, actor.Tenant, id, cancel);

    private static async Task<Outcome<HostRecord>> ChangeAsync(
        CloudNetDb db, Actor actor, string text, ChangeHost request, HostCommands hosts, CancellationToken cancel) =>
        (await HostReads.ResolveAsync(db, actor.Tenant, text, cancel)).IsRefused(out var refusal, out var id)
            ? refusal
            : await hosts.ChangeAsync(actor, id, request, cancel);

    private static async Task<Outcome<HostId>> RemoveAsync(CloudNetDb db, Actor actor, string text, HostCommands hosts, CancellationToken cancel) =>
        (await HostReads.ResolveAsync(db, actor.Tenant, text, cancel)).IsRefused(out var refusal, out var id)
            ? refusal
            : await hosts.RemoveAsync(actor, id, cancel);
}
