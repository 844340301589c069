using CloudNet.Contracts.Traces;
using CloudNet.Controller.Access;
using CloudNet.Controller.Api;
using CloudNet.Controller.Refusals;

namespace CloudNet.Controller.Traces;

/// <summary>What becomes of a packet, over HTTP.</summary>
internal static class TraceEndpoints
{
    public static void MapTraces(this RouteGroupBuilder api) =>
        api.MapPost("/traces", async (CreateTrace request, Caller caller, TenantDb own, TraceCommands traces, CancellationToken cancel) =>
                (await traces.TraceAsync(own.Db, caller.Actor, request, cancel)).Ok())
            .WithTags("Networks").WithName("TracePacket").WithSummary("Send one packet from a workload or host, and follow it on both hosts")
            .WithDescription("The answer tells each rule that it met, of any table of the hosts, the route and what carried it between them, and where it ended. It takes "
                + "some seconds where nobody answers. One at a time on a host.")
            .CannotBeTried(TraceCommands.NotTried)
            .IsNotDoneOnce("A packet is sent each time: that is what it is for.")
            .Refuses(400, 401, 403, 404, 409);

    /// <summary>Adds what traces take.</summary>
    public static IServiceCollection AddTraces(this IServiceCollection services) => services.AddSingleton<TraceCommands>();
}
