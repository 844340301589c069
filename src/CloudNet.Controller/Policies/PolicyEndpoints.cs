using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Controller.Access;
using CloudNet.Controller.Lists;
using CloudNet.Controller.Refusals;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Policies;

/// <summary>Policies over HTTP.</summary>
internal static class PolicyEndpoints
{
    private const string Tag = "Policies";

    public static void MapPolicies(this RouteGroupBuilder api)
    {
        api.MapGet("/networks/{network}/policies", async (
                string network, [AsParameters] ListQuery query, string? name, Caller caller, TenantDb own, CancellationToken cancel) =>
                (await PageAsync(own, caller, network, query, name, cancel)).Ok())
            .WithTags(Tag).WithName("ListPolicies").WithSummary("The policies of a network, a page at a time")
            .WithDescription("matched is how much each has matched on all hosts, as they reported it.")
            .Refuses(400, 401, 403, 404);

        api.MapPost("/networks/{network}/policies", async (
                string network, CreatePolicy request, Caller caller, TenantDb own, PolicyCommands policies, CancellationToken cancel) =>
                (await InAsync(own, caller, network, id => policies.CreateAsync(caller.Actor, id, request, cancel), cancel))
                .Created(policy => $"/api/v1/networks/{policy.NetworkId}/policies/{policy.Id}"))
            .WithTags(Tag).WithName("CreatePolicy").WithSummary("Allow or deny connections of a network's workloads")
            .WithDescription("It is about the workloads of the network that have all labels of the selector, and is judged on their hosts where a connection "
                + "begins; what runs goes on. With dryRun it counts what it matches and decides nothing. 409: the name is taken, or the network has "
                + $"{PolicyBounds.Policies} policies.")
            .Refuses(400, 401, 403, 404, 409);

        api.MapOnePolicy();
        api.MapPolicyDefaults();
    }

    private static void MapOnePolicy(this RouteGroupBuilder api)
    {
        api.MapGet("/networks/{network}/policies/{policy}", async (
                string network, string policy, Caller caller, TenantDb own, CancellationToken cancel) =>
                (await InAsync(own, caller, network, id => PolicyReads.FindAsync(own.Db, id, policy, cancel), cancel)).Ok())
            .WithTags(Tag).WithName("GetPolicy").WithSummary("One policy, by id or name")
            .Refuses(401, 403, 404);

        api.MapPut("/networks/{network}/policies/{policy}", async (
                string network, string policy, SetPolicy request, Caller caller, TenantDb own, PolicyCommands policies, CancellationToken cancel) =>
                (await InAsync(own, caller, network, id => policies.SetAsync(caller.Actor, id, policy, request, cancel), cancel)).Ok())
            .WithTags(Tag).WithName("SetPolicy").WithSummary("Change a policy while it is judged by")
            .WithDescription("What is left out stays; an empty list takes away what there was. The name stays always.")
            .Refuses(400, 401, 403, 404);

        api.MapDelete("/networks/{network}/policies/{policy}", async (
                string network, string policy, Caller caller, TenantDb own, PolicyCommands policies, CancellationToken cancel) =>
                (await InAsync(own, caller, network, id => policies.RemoveAsync(caller.Actor, id, policy, cancel), cancel)).NoContent())
            .WithTags(Tag).WithName("RemovePolicy").WithSummary("Remove a policy from all hosts of its network")
            .Refuses(401, 403, 404);

        api.MapGet("/networks/{network}/policies/{policy}/counts", async (
                string network, string policy, Caller caller, TenantDb own, CancellationToken cancel) =>
                (await InAsync(own, caller, network, id => PolicyReads.CountsAsync(own.Db, id, policy, cancel), cancel)).Ok())
            .WithTags(Tag).WithName("ListPolicyCounts").WithSummary("What a policy has matched on each host, by the host's name")
            .WithDescription($"{PolicyReads.Hosts:N0} hosts at most. A host that has matched nothing yet is not among them.")
            .Refuses(401, 403, 404);
    }

    private static void MapPolicyDefaults(this RouteGroupBuilder api)
    {
        api.MapGet("/networks/{network}/policy-defaults", async (string network, Caller caller, TenantDb own, CancellationToken cancel) =>
                (await InAsync<PolicyDefaultsRecord>(own, caller, network, async id => await PolicyReads.DefaultsAsync(own.Db, id, cancel), cancel)).Ok())
            .WithTags(Tag).WithName("GetPolicyDefaults").WithSummary("What becomes of what no policy of a network matches")
            .Refuses(401, 403, 404);

        api.MapPut("/networks/{network}/policy-defaults", async (
                string network, SetPolicyDefaults request, Caller caller, TenantDb own, PolicyCommands policies, CancellationToken cancel) =>
                (await InAsync(own, caller, network, id => policies.SetDefaultsAsync(caller.Actor, id, request, cancel), cancel)).Ok())
            .WithTags(Tag).WithName("SetPolicyDefaults").WithSummary("Allow, deny or count what no policy of a network matches")
            .WithDescription("Each direction by itself; what is left out stays. count allows it, and counts what deny would refuse.")
            .Refuses(400, 401, 403, 404);
    }

    private static async Task<Outcome<Page<PolicyRecord>>> PageAsync(
        TenantDb own, Caller caller, string network, ListQuery query, string? name, CancellationToken cancel)
    {
        if (query.Parse(name, []).IsRefused(out var refusal, out var part)) return refusal;
        return await InAsync<Page<PolicyRecord>>(own, caller, network, async id => await PolicyReads.PageAsync(own.Db, id, part, cancel), cancel);
    }

    private static async Task<Outcome<T>> InAsync<T>(
        TenantDb own, Caller caller, string network, Func<NetworkId, Task<Outcome<T>>> act, CancellationToken cancel) where T : notnull =>
        (await NetworkReads.ResolveAsync(own.Db, caller.Actor.Tenant, network, cancel)).IsRefused(out var refusal, out var id) ? refusal : await act(id);
}
