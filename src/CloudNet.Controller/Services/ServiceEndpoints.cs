using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Controller.Access;
using CloudNet.Controller.Lists;
using CloudNet.Controller.Refusals;
using CloudNet.Domain.Refusals;
using CloudNet.Store.Reads;

namespace CloudNet.Controller.Services;

/// <summary>Services over HTTP.</summary>
internal static class ServiceEndpoints
{
    private const string Tag = "Services";

    public static void MapServices(this RouteGroupBuilder api)
    {
        api.MapGet("/networks/{network}/services", async (
                string network, [AsParameters] ListQuery query, string? name, Caller caller, TenantDb own, CancellationToken cancel) =>
                (await PageAsync(own, caller, network, query, name, cancel)).Ok())
            .WithTags(Tag).WithName("ListServices").WithSummary("The services of a network, a page at a time")
            .WithDescription("backendCount is how many workloads have the labels of the selector now, as their hosts reported them; failingCount, how many of these fail "
                + "the health check. allFailing is an alarm.")
            .Refuses(400, 401, 403, 404);

        api.MapPost("/networks/{network}/services", async (
                string network, CreateService request, Caller caller, TenantDb own, ServiceCommands services, CancellationToken cancel) =>
                (await InAsync(own, caller, network, id => services.CreateAsync(caller.Actor, id, request, cancel), cancel))
                .Created(service => $"/api/v1/networks/{service.NetworkId}/services/{service.Id}"))
            .WithTags(Tag).WithName("CreateService").WithSummary("Have one address of a network stand in front of many backends")
            .WithDescription("The backends are the workloads of the network that have all labels of the selector, whichever these are from then on, or fixed "
                + "addresses. The service gets a free address of each family, from before the first subnet of a range, unless some are given; a headless one has none, and is a name for its backends. "
                + "409: the name or an address is taken, no address is left, or the network has none for services.")
            .Refuses(400, 401, 403, 404, 409);

        api.MapOneService();
    }

    private static void MapOneService(this RouteGroupBuilder api)
    {
        api.MapGet("/networks/{network}/services/{service}", async (
                string network, string service, Caller caller, TenantDb own, CancellationToken cancel) =>
                (await InAsync(own, caller, network, id => ServiceReads.FindAsync(own.Db, id, service, cancel), cancel)).Ok())
            .WithTags(Tag).WithName("GetService").WithSummary("One service, by id or name")
            .Refuses(401, 403, 404);

        api.MapPut("/networks/{network}/services/{service}", async (
                string network, string service, SetService request, Caller caller, TenantDb own, ServiceCommands services, CancellationToken cancel) =>
                (await InAsync(own, caller, network, id => services.SetAsync(caller.Actor, id, service, request, cancel), cancel)).Ok())
            .WithTags(Tag).WithName("SetService").WithSummary("Change a service while it runs")
            .WithDescription("What is left out stays. A selector takes the place of fixed backends, and the other way round. Name and addresses stay always.")
            .Refuses(400, 401, 403, 404);

        api.MapDelete("/networks/{network}/services/{service}", async (
                string network, string service, Caller caller, TenantDb own, ServiceCommands services, CancellationToken cancel) =>
                (await InAsync(own, caller, network, id => services.RemoveAsync(caller.Actor, id, service, cancel), cancel)).NoContent())
            .WithTags(Tag).WithName("RemoveService").WithSummary("Remove a service from all hosts of its network")
            .Refuses(401, 403, 404);

        api.MapGet("/networks/{network}/services/{service}/backends", async (
                string network, string service, Caller caller, TenantDb own, TimeProvider clock, CancellationToken cancel) =>
                (await InAsync(own, caller, network, id => ServiceReads.BackendsAsync(own.Db, id, service, clock.GetUtcNow(), cancel), cancel)).Ok())
            .WithTags(Tag).WithName("ListBackends").WithSummary("What is behind a service now, with what each weighs and how it fares")
            .WithDescription($"Workloads as their hosts reported them, by name, {ServiceBounds.Slots:N0} at most; or the fixed addresses. Those that are ready, or of whose host nothing "
                + "is known just now, get connections; where none is, those that drain, else those that fail if the check keeps all, else those that are away.")
            .Refuses(401, 403, 404);
    }

    private static async Task<Outcome<Page<ServiceRecord>>> PageAsync(
        TenantDb own, Caller caller, string network, ListQuery query, string? name, CancellationToken cancel)
    {
        if (query.Parse(name, []).IsRefused(out var refusal, out var part)) return refusal;
        return await InAsync<Page<ServiceRecord>>(own, caller, network, async id => await ServiceReads.PageAsync(own.Db, id, part, cancel), cancel);
    }

    private static async Task<Outcome<T>> InAsync<T>(
        TenantDb own, Caller caller, string network, Func<NetworkId, Task<Outcome<T>>> act, CancellationToken cancel) where T : notnull =>
        (await NetworkReads.ResolveAsync(own.Db, caller.Actor.Tenant, network, cancel)).IsRefused(out var refusal, out var id) ? refusal : await act(id);
}
