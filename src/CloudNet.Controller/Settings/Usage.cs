using System.Reflection;

namespace CloudNet.Controller.Settings;

/// <summary>What the program says of itself, and starts nothing: <c>--help</c> and <c>--version</c>.</summary>
internal static class Usage
{
    /// <summary>Where it listens, unless it is said.</summary>
    internal const string DefaultUrl = "http://0.0.0.0:8080";

    private const string Text = $"""
        The controller of CloudNet: dashboard, API and the agents' link, on one address.

        Usage: CloudNet.Controller [--urls URL] [--SETTING VALUE]…
          --urls URL     where it listens; default {DefaultUrl}
          --help         this
          --version      its version

        Settings are environment variables, or in appsettings.json beside the program with ':' for '__':
          PublicUrl                                  how hosts reach it, where a proxy changes that
          State__Folder                              the private PostgreSQL; default /var/lib/cloudnet
          Admin__User, Admin__Password               the first administrator; default admin, and generated
          ConnectionStrings__CloudNet                a PostgreSQL; without, it starts one of its own
          Bus__RabbitMq                              needed as soon as there are two replicas
          Gateway__SweepSeconds                      how often what hosts follow is compared with the database
          Leases__Ttl, Leases__Grace, Leases__Margin how long leases last
          Rollouts__Patience, Rollouts__Longest      how long a change of a network waits for its hosts
          Services__AwayAfter                        after how long a silent host gets no connections by services
          Audit__Keep, AddressHistory__Keep          how long the past is kept
          IdempotencyKeys__Keep                      how long a repeated request is known
          RateLimits__Address__PerSecond, __Burst    requests of one client address
          RateLimits__Tenant__PerSecond, __Burst     requests of one tenant
          Events__StreamsPerTenant, Events__Heartbeat
          Webhooks__Reach, Webhooks__GiveUpAfter, Webhooks__PerTenant
          Oidc__Authority, Oidc__ClientId, Oidc__ClientSecret, Oidc__Name, Oidc__Scopes
          Install__AgentPath                         the agent that is given to hosts
          PrivatePostgres__MigrationsPath            what brings the private database up to date

        What each takes, ports, backup and upgrades: docs/operating.md. The API: /docs of a running controller, and docs/api.md.

        """;

    /// <summary>What is to be said; null where the controller is to be started.</summary>
    /// <param name="arguments">The command line.</param>
    public static string? Asked(IReadOnlyList<string> arguments) =>
        arguments.Any(word => word is "--help" or "-h" or "-?" or "help") ? Text
        : arguments.Any(word => word is "--version") ? $"{Version}\n" : null;

    private static string Version =>
        typeof(Usage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
