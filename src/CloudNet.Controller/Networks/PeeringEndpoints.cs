using CloudNet.Contracts.Networks;
using CloudNet.Controller.Access;
using CloudNet.Controller.Refusals;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Networks;

/// <summary>Which networks are open to each other, over HTTP.</summary>
internal static class PeeringEndpoints
{
    private const string Tag = "Networks";

    public static void MapPeerings(this RouteGroupBuilder api)
    {
        api.MapGet("/networks/{network}/peerings", async (string network, Caller caller, TenantDb own, CancellationToken cancel) =>
                (await ListAsync(own.Db, caller.Actor, network, cancel)).Ok())
            .WithTags(Tag).WithName("ListPeerings").WithSummary("The networks that one is peered with, by name")
            .WithDescription($"At most {Domain.Networks.PeeringRules.Most}. Each says which hosts are in one of the two only.")
            .Refuses(401, 403, 404);

        api.MapPut("/networks/{network}/peerings/{peerNetwork}", async (
                string network, string peerNetwork, Caller caller, TenantDb own, PeeringCommands peerings, CancellationToken cancel) =>
                (await WithBothAsync(own.Db, caller.Actor, network, peerNetwork,
                    both => peerings.PeerAsync(caller.Actor, both.One, both.Other, cancel), cancel)).Ok())
            .WithTags(Tag).WithName("PeerNetworks").WithSummary("Open two networks to each other")
            .WithDescription("Their workloads reach each other, with their own addresses, on and between hosts that are in both; workloads of a host that is in "
                + "one only are refused there at once. It is one peering, whichever of the two is named first. What an encrypted network sends to one in clear is in clear.")
            .Refuses(400, 401, 403, 404, 409);

        api.MapDelete("/networks/{network}/peerings/{peerNetwork}", async (
                string network, string peerNetwork, Caller caller, TenantDb own, PeeringCommands peerings, CancellationToken cancel) =>
                (await WithBothAsync(own.Db, caller.Actor, network, peerNetwork,
                    both => peerings.EndAsync(caller.Actor, both.One, both.Other, cancel), cancel)).NoContent())
            .WithTags(Tag).WithName("EndPeering").WithSummary("Close two networks to each other, as they are unless they are peered")
            .WithDescription("What is open between them is cut. Networks that are not peered stay as they are.")
            .Refuses(401, 403, 404);
    }

    private static async Task<Outcome<IReadOnlyList<PeeringRecord>>> ListAsync(CloudNetDb db, Actor actor, string network, CancellationToken cancel) =>
        (await NetworkReads.ResolveAsync(db, actor.Tenant, network, cancel)).IsRefused(out var refusal, out var id)
            ? refusal
            : Outcome<IReadOnlyList<PeeringRecord>>.Done(await PeeringReads.OfAsync(db, id, cancel));

    private static async Task<Outcome<T>> WithBothAsync<T>(
        CloudNetDb db, Actor actor, string network, string peer, Func<(NetworkId One, NetworkId Other), Task<Outcome<T>>> run, CancellationToken cancel)
        where T : notnull
    {
        if ((await NetworkReads.ResolveAsync(db, actor.Tenant, network, cancel)).IsRefused(out var refusal, out var one)) return refusal;
        if ((await NetworkReads.ResolveAsync(db, actor.Tenant, peer, cancel)).IsRefused(out refusal, out var other)) return refusal;
        return await run((one, other));
    }
}
