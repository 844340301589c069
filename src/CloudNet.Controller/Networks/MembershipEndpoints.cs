using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Controller.Access;
using CloudNet.Controller.Refusals;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Networks;

/// <summary>Who is in a network, and what is kept for whom, over HTTP.</summary>
internal static class MembershipEndpoints
{
    private const string Tag = "Networks";

    public static void MapMemberships(this RouteGroupBuilder api)
    {
        api.MapPut("/networks/{network}/hosts/{host}", async (
                string network, string host, bool? allowOverlap, Caller caller, TenantDb own, MembershipCommands members, CancellationToken cancel) =>
                (await JoinAsync(own.Db, caller.Actor, network, host, allowOverlap == true, members, cancel)).Ok())
            .WithTags(Tag).WithName("JoinNetwork").WithSummary("Put a host into a network")
            .WithDescription("The host gets the subnet that is reserved for its name, else the one that it held last, else the lowest free one; "
                + "of a dual-stack network one of each family. "
                + "A host that is in already keeps its subnet. "
                + "409: a route of the host leads into the network, and ?allowOverlap=true was not said; or no subnet is free.")
            .Refuses(401, 403, 404, 409);

        api.MapDelete("/networks/{network}/hosts/{host}", async (
                string network, string host, Caller caller, TenantDb own, MembershipCommands members, CancellationToken cancel) =>
                (await LeaveAsync(own.Db, caller.Actor, network, host, members, cancel)).NoContent())
            .WithTags(Tag).WithName("LeaveNetwork").WithSummary("Take a host out of a network")
            .WithDescription("A subnet that is reserved for the host stays reserved. Its port mappings of the network go. A host that is not in stays out.")
            .Refuses(401, 403, 404);

        MapHidden(api);

        api.MapPost("/networks/{network}/reservations", async (
                string network, ReserveSubnet request, Caller caller, TenantDb own, ReservationCommands reservations, CancellationToken cancel) =>
                (await ReserveAsync(own.Db, caller.Actor, network, request, reservations, cancel))
                .Created(lease => $"/api/v1/networks/{lease.NetworkId}"))
            .WithTags(Tag).WithName("ReserveSubnet").WithSummary("Keep a subnet for a host, by name; the host need not exist yet")
            .Refuses(400, 401, 403, 404, 409);

        api.MapDelete("/networks/{network}/reservations/{hostName}", async (
                string network, string hostName, Caller caller, TenantDb own, ReservationCommands reservations, CancellationToken cancel) =>
                (await EndReservationAsync(own.Db, caller.Actor, network, hostName, reservations, cancel)).NoContent())
            .WithTags(Tag).WithName("EndReservation").WithSummary("Keep the subnet no longer; a host that holds it goes on holding it")
            .Refuses(401, 403, 404);
    }

    private static void MapHidden(RouteGroupBuilder api)
    {
        api.MapPut("/networks/{network}/hosts/{host}/hidden", async (
                string network, string host, Caller caller, TenantDb own, MembershipCommands members, CancellationToken cancel) =>
                (await HideAsync(own.Db, caller.Actor, network, host, true, members, cancel)).NoContent())
            .WithTags(Tag).WithName("HideNetwork").WithSummary("Hide a network from a host of it, which is in it for its workloads alone then")
            .WithDescription("The host's own processes reach nobody in the network, and nobody there reaches them, but for ICMP. Its ports that lead to workloads stay.")
            .Refuses(401, 403, 404, 409);

        api.MapDelete("/networks/{network}/hosts/{host}/hidden", async (
                string network, string host, Caller caller, TenantDb own, MembershipCommands members, CancellationToken cancel) =>
                (await HideAsync(own.Db, caller.Actor, network, host, false, members, cancel)).NoContent())
            .WithTags(Tag).WithName("ExposeNetwork").WithSummary("Let a host of a network take part in it itself, as it does unless it is hidden from it")
            .Refuses(401, 403, 404, 409);
    }

    private static async Task<Outcome<MembershipRecord>> JoinAsync(
        CloudNetDb db, Actor actor, string network, string host, bool allowOverlap, MembershipCommands members, CancellationToken cancel) =>
        // Ids need no look here: those who join at once are looked up together.
        NetworkId.TryParse(network, null, out var networkId) && HostId.TryParse(host, null, out var hostId)
            ? await members.JoinAsync(actor, networkId, hostId, allowOverlap, cancel)
        : (await BothAsync(db, actor, network, host, cancel)).IsRefused(out var refusal, out var both)
            ? refusal
            : await members.JoinAsync(actor, both.Network, both.Host, allowOverlap, cancel);

    private static async Task<Outcome<HostId>> HideAsync(
        CloudNetDb db, Actor actor, string network, string host, bool hidden, MembershipCommands members, CancellationToken cancel) =>
        (await BothAsync(db, actor, network, host, cancel)).IsRefused(out var refusal, out var both)
            ? refusal
            : await members.HideAsync(actor, both.Network, both.Host, hidden, cancel);

    private static async Task<Outcome<HostId>> LeaveAsync(
        CloudNetDb db, Actor actor, string network, string host, MembershipCommands members, CancellationToken cancel) =>
        (await BothAsync(db, actor, network, host, cancel)).IsRefused(out var refusal, out var both)
            ? refusal
            : await members.LeaveAsync(actor, both.Network, both.Host, cancel);

    private static async Task<Outcome<LeaseRecord>> ReserveAsync(
        CloudNetDb db, Actor actor, string network, ReserveSubnet request, ReservationCommands reservations, CancellationToken cancel) =>
        (await NetworkReads.ResolveAsync(db, actor.Tenant, network, cancel)).IsRefused(out var refusal, out var id)
            ? refusal
            : await reservations.ReserveAsync(actor, id, request, cancel);

    private static async Task<Outcome<NetworkId>> EndReservationAsync(
        CloudNetDb db, Actor actor, string network, string hostName, ReservationCommands reservations, CancellationToken cancel) =>
        (await NetworkReads.ResolveAsync(db, actor.Tenant, network, cancel)).IsRefused(out var refusal, out var id)
            ? refusal
            : await reservations.EndAsync(actor, id, hostName, cancel);

    private static async Task<Outcome<(NetworkId Network, HostId Host)>> BothAsync(
        CloudNetDb db, Actor actor, string network, string host, CancellationToken cancel)
    {
        if ((await NetworkReads.ResolveAsync(db, actor.Tenant, network, cancel)).IsRefused(out var refusal, out var networkId)) return refusal;
        if ((await HostReads.ResolveAsync(db, actor.Tenant, host, cancel)).IsRefused(out refusal, out var hostId)) return refusal;
        return (networkId, hostId);
    }
}
