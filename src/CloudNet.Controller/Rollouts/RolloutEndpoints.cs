using CloudNet.Contracts.Networks;
using CloudNet.Controller.Access;
using CloudNet.Controller.Refusals;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Rollouts;

/// <summary>Changes of how networks' packets cross, over HTTP.</summary>
internal static class RolloutEndpoints
{
    private const string Tag = "Networks";

    public static void MapRollouts(this RouteGroupBuilder api)
    {
        api.MapPatch("/networks/{network}", async (
                string network, ChangeNetwork request, Caller caller, TenantDb own, RolloutCommands rollouts, CancellationToken cancel) =>
                (await WithAsync(own.Db, caller.Actor, network, id => rollouts.ChangeAsync(caller.Actor, id, request, cancel), cancel)).Ok())
            .WithTags(Tag).WithName("ChangeNetwork").WithSummary("Change a network's driver, port, MTU, encryption or NAT while its workloads talk")
            .WithDescription("NAT changes at once. Anything else is a rollout: all hosts make the other way beside the one that there is and try it, then send by it "
                + "one after the other; where one cannot, all go back by themselves. 409: a host is not linked or cannot build it, or another rollout is under way.")
            .Refuses(400, 401, 403, 404, 409);

        api.MapPost("/networks/{network}/rotate-keys", async (
                string network, Caller caller, TenantDb own, RolloutCommands rollouts, CancellationToken cancel) =>
                (await WithAsync(own.Db, caller.Actor, network, id => rollouts.RotateKeysAsync(caller.Actor, id, cancel), cancel)).Ok())
            .WithTags(Tag).WithName("RotateKeys").WithSummary("Have a network's hosts make other WireGuard keys, and use them, without loss")
            .Refuses(400, 401, 403, 404, 409);

        api.MapDelete("/networks/{network}/rollout", async (
                string network, Caller caller, TenantDb own, RolloutCommands rollouts, CancellationToken cancel) =>
                (await WithAsync(own.Db, caller.Actor, network, id => rollouts.EndAsync(caller.Actor, id, cancel), cancel)).NoContent())
            .WithTags(Tag).WithName("EndRollout").WithSummary("Have a network's hosts go back to the way across that it had")
            .WithDescription("The other way goes when every host has said that it sends by that one. Asked for once more, hosts that are not heard of are waited for "
                + "no longer: what such a host still sends by the other way is lost until it hears of it.")
            .Refuses(401, 403, 404);

        api.MapGet("/networks/{network}/rollouts", async (string network, Caller caller, TenantDb own, CancellationToken cancel) =>
                (await ListAsync(own.Db, caller.Actor, network, cancel)).Ok())
            .WithTags(Tag).WithName("ListRollouts").WithSummary("How a network went from one way across to another, the newest first")
            .WithDescription($"At most {RolloutReads.Most}. The one that is under way says which hosts are waited for.")
            .Refuses(401, 403, 404);
    }

    private static async Task<Outcome<T>> WithAsync<T>(
        CloudNetDb db, Actor actor, string text, Func<NetworkId, Task<Outcome<T>>> run, CancellationToken cancel) where T : notnull =>
        (await NetworkReads.ResolveAsync(db, actor.Tenant, text, cancel)).IsRefused(out var refusal, out var id) ? refusal : await run(id);

    private static Task<Outcome<IReadOnlyList<RolloutRecord>>> ListAsync(CloudNetDb db, Actor actor, string text, CancellationToken cancel) =>
        WithAsync(db, actor, text, async id => Outcome<IReadOnlyList<RolloutRecord>>.Done(await RolloutReads.ListAsync(db, id, cancel)), cancel);
}
