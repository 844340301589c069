using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Web.States;

namespace CloudNet.Web.Networks;

/// <summary>Services in words.</summary>
public static class ServiceWords
{
    /// <summary>A port, and the backends' where it is another: <c>80 → 8080/tcp</c>.</summary>
    public static string Of(ServicePort port) =>
        $"{port.Port}{(port.TargetPort == port.Port ? "" : $" → {port.TargetPort}")}/{NameOf(port.Protocol)}{(port.Name is null ? "" : $" ({port.Name})")}";

    /// <summary>Where it is: all of its addresses.</summary>
    public static string Place(ServiceRecord service) => service.Headless ? service.Name : string.Join(" and ", service.Addresses);

    /// <summary>Whether its backends are addresses, and not found by label.</summary>
    public static bool IsFixed(ServiceRecord service) => service.Selector.Count == 0;

    /// <summary>How its backends fare, where some of them fail their check; null where none does.</summary>
    public static string? Failing(ServiceRecord service) =>
        service.FailingCount == 0 ? null
        : !service.AllFailing ? $"{service.FailingCount} of {service.BackendCount} fail their check, and get no connections"
        : service.HealthCheck?.KeepAll == false ? "All fail their check, and connections are refused"
        : "All fail their check, and get connections all the same";

    /// <summary>What stops when it is removed, before it is done.</summary>
    public static IReadOnlyList<string> OfRemoving(ServiceRecord service) =>
    [
        service.BackendCount == 0
            ? $"{service.Name} leads nowhere now: nothing is cut off."
            : service.Headless ? $"Its name no longer leads to its {Count.Of(service.BackendCount, "backend")}; what runs goes on."
            : $"New connections to {Place(service)} ({string.Join(", ", service.Ports.Select(Of))}) no longer reach its {Count.Of(service.BackendCount, "backend")}; "
                + "those that there are go on until they end.",
        $"{Place(service)} may go to another service. The backends stay.",
    ];

    private static string NameOf(TransportProtocol protocol) => protocol switch
    {
        TransportProtocol.Udp => "udp",
        TransportProtocol.Sctp => "sctp",
        _ => "tcp",
    };
}
