using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Networks;
using CloudNet.Controller.Access;
using CloudNet.Controller.Lists;
using CloudNet.Controller.Refusals;
using CloudNet.Domain.Access;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Networks;

/// <summary>Which addresses are kept for which workloads, over HTTP.</summary>
internal static class PinEndpoints
{
    private const string Tag = "Networks";

    public static void MapPins(this RouteGroupBuilder api)
    {
        api.MapGet("/networks/{network}/pins", async (
                string network, string? workload, [AsParameters] ListQuery query, Caller caller, TenantDb own, CancellationToken cancel) =>
                (await PageAsync(own.Db, caller.Actor, network, workload, query, cancel)).Ok())
            .WithTags(Tag).WithName("ListPins").WithSummary("The addresses of a network that are kept for workloads, a page at a time")
            .WithDescription("?workload= gives those of workloads whose names begin so. Sorted by the workload's name; usedBy says who has the address now.")
            .Refuses(400, 401, 403, 404);

        api.MapPost("/networks/{network}/pins", async (
                string network, PinAddress request, Caller caller, TenantDb own, PinCommands pins, CancellationToken cancel) =>
                (await PinAsync(own.Db, caller.Actor, network, request, pins, cancel)).Created(pin => $"/api/v1/networks/{pin.NetworkId}/pins"))
            .WithTags(Tag).WithName("PinAddress").WithSummary("Keep an address for a workload, by name; neither needs to be there yet")
            .WithDescription("The host that has the address's subnet gives it to that workload alone, and that workload no other one. A workload that is attached "
                + "already keeps the address that it has until it is attached again. In a network of the driver bridge or gre the address goes with the workload, to "
                + "whichever host of the network it is attached on.")
            .Refuses(400, 401, 403, 404, 409);

        api.MapDelete("/networks/{network}/pins/{address}", async (
                string network, string address, Caller caller, TenantDb own, PinCommands pins, CancellationToken cancel) =>
                (await UnpinAsync(own.Db, caller.Actor, network, address, pins, cancel)).NoContent())
            .WithTags(Tag).WithName("UnpinAddress").WithSummary("Keep the address no longer; a workload of its subnet's host that has it goes on having it")
            .WithDescription("409: the workload has it on a host that has another subnet; detach it there first.")
            .Refuses(400, 401, 403, 404, 409);
    }

    private static async Task<Outcome<Page<PinRecord>>> PageAsync(
        CloudNetDb db, Actor actor, string network, string? workload, ListQuery query, CancellationToken cancel)
    {
        if (query.Parse(workload, []).IsRefused(out var refusal, out var part)) return refusal;
        return (await NetworkReads.ResolveAsync(db, actor.Tenant, network, cancel)).IsRefused(out refusal, out var id)
            ? refusal
            : await PinReads.PageAsync(db, id, part, cancel);
    }

    private static async Task<Outcome<PinRecord>> PinAsync(
        CloudNetDb db, Actor actor, string network, PinAddress request, PinCommands pins, CancellationToken cancel) =>
        (await NetworkReads.ResolveAsync(db, actor.Tenant, network, cancel)).IsRefused(out var refusal, out var id)
            ? refusal
            : await pins.PinAsync(actor, id, request, cancel);

    private static async Task<Outcome<PinId>> UnpinAsync(
        CloudNetDb db, Actor actor, string network, string text, PinCommands pins, CancellationToken cancel)
    {
        if ((await NetworkReads.ResolveAsync(db, actor.Tenant, network, cancel)).IsRefused(out var refusal, out var id)) return refusal;
        if (AddressText.Address("address", text, out var address) is { } problem) return Refusal.Invalid([problem]);
        return await pins.UnpinAsync(actor, id, address, cancel);
    }
}
