using CloudNet.Contracts.Link;

namespace CloudNet.Controller.Gateway;

/// <summary>Puts the gateway into the controller.</summary>
public static class GatewaySetup
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(10);

    /// <summary>Adds the gateway's services.</summary>
    public static IServiceCollection AddAgentGateway(this IServiceCollection services) => services
        .AddSingleton<IStreamSource, StoreStreamSource>()
        .AddSingleton<AgentGateway>()
        .AddSingleton<LinkHandshake>()
        .AddSingleton<LinkProbe>()
        .AddSingleton<LinkContest>()
        .AddSingleton<LinkSessions>()
        .AddSingleton<LinkEndpoint>()
        .AddHostedService<GatewaySweep>();

    /// <summary>Maps the link.</summary>
    public static WebApplication MapAgentGateway(this WebApplication app)
    {
        app.UseWebSockets(new() { KeepAliveInterval = KeepAlive, KeepAliveTimeout = KeepAlive });
        app.Map(LinkLimits.Path, (HttpContext context, LinkEndpoint endpoint) => endpoint.ServeAsync(context)).ExcludeFromDescription();
        return app;
    }
}
