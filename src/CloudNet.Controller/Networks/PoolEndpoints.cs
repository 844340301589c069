using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Refusals;
using CloudNet.Controller.Access;
using CloudNet.Controller.Refusals;
using CloudNet.Domain.Access;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Networks;

/// <summary>What is free, and who had which address, over HTTP.</summary>
internal static class PoolEndpoints
{
    private const string Tag = "Networks";

    public static void MapPools(this RouteGroupBuilder api)
    {
        api.MapGet("/networks/{network}/pool", async (
                string network, Caller caller, TenantDb own, LeaseTerms terms, TimeProvider clock, CancellationToken cancel) =>
                (await PoolAsync(own.Db, caller.Actor, network, terms, clock.GetUtcNow(), cancel)).Ok())
            .WithTags(Tag).WithName("GetPool").WithSummary("What a network has to give: held, reserved, free, the next free subnet, a forecast")
            .Refuses(401, 403, 404);

        api.MapGet("/networks/{network}/hosts/{host}/next-addresses", async (
                string network, string host, Caller caller, TenantDb own, CancellationToken cancel) =>
                (await NextAsync(own.Db, caller.Actor, network, host, cancel)).Ok())
            .WithTags(Tag).WithName("ListNextAddresses").WithSummary("The next free address of each subnet that a host has in a network, and how many are free")
            .WithDescription("What no workload has, as far as the host reported them, and what is pinned to none. Nothing is taken: pin an address to keep it.")
            .Refuses(401, 403, 404);

        api.MapGet("/addresses/{address}/history", async (string address, string? at, Caller caller, TenantDb own, CancellationToken cancel) =>
                (await HistoryAsync(own.Db, caller.Actor, address, at, cancel)).Ok())
            .WithTags(Tag).WithName("GetAddressHistory").WithSummary("Who had an address: hosts by their subnets, and workloads, newest first")
            .WithDescription($"With ?at=2026-11-24T14:00:00Z those of that moment only. At most {AddressHistoryReads.Most:N0} entries. "
                + "Networks, hosts and workloads that are gone by now are in it.")
            .Refuses(400, 401, 403);
    }

    private static async Task<Outcome<PoolRecord>> PoolAsync(
        CloudNetDb db, Actor actor, string network, LeaseTerms terms, DateTimeOffset now, CancellationToken cancel) =>
        (await NetworkReads.ResolveAsync(db, actor.Tenant, network, cancel)).IsRefused(out var refusal, out var id)
            ? refusal
            : await PoolReads.FindAsync(db, actor.Tenant, id, terms, now, cancel);

    private static async Task<Outcome<IReadOnlyList<NextAddressRecord>>> NextAsync(
        CloudNetDb db, Actor actor, string network, string host, CancellationToken cancel)
    {
        if ((await NetworkReads.ResolveAsync(db, actor.Tenant, network, cancel)).IsRefused(out var refusal, out var id)) return refusal;
        if ((await HostReads.ResolveAsync(db, actor.Tenant, host, cancel)).IsRefused(out refusal, out var holder)) return refusal;
        return await NextAddressReads.OfHostAsync(db, id, holder, cancel) is [_, ..] subnets
            ? Outcome<IReadOnlyList<NextAddressRecord>>.Done(subnets)
            : new Refusal(RefusalKind.NotFound, "The host has no subnet there",
                $"Host '{host}' has no subnet in network '{network}'. Let it join first: PUT /api/v1/networks/{network}/hosts/{host}.");
    }

    private static async Task<Outcome<IReadOnlyList<AddressHistoryRecord>>> HistoryAsync(
        CloudNetDb db, Actor actor, string text, string? at, CancellationToken cancel)
    {
        List<FieldProblem> problems = [];
        if (AddressText.Address("address", text, out var address) is { } problem) problems.Add(problem);
        if (MomentText.Read("at", at, out var moment) is { } wrong) problems.Add(wrong);
        if (problems.Count > 0) return Refusal.Invalid(problems);
        return Outcome<IReadOnlyList<AddressHistoryRecord>>.Done(await AddressHistoryReads.ListAsync(db, actor.Tenant, address, moment, cancel));
    }
}
