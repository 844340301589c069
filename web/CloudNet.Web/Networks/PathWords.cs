using CloudNet.Contracts.Paths;

namespace CloudNet.Web.Networks;

/// <summary>Paths in words.</summary>
public static class PathWords
{
    /// <summary>Whether it is lost, or carries less than its links promise.</summary>
    public static bool IsWrong(PathRecord path) => !path.Reached || path.Mtu is null || path.Mtu < path.PromisedMtu;

    /// <summary>A round trip.</summary>
    public static string Latency(int? microseconds) => microseconds is { } took ? $"{took / 1000.0:0.0} ms" : "";

    /// <summary>What is wrong with one.</summary>
    public static string Fault(PathRecord path) => path switch
    {
        { Reached: true } => $"{Ends(path)}: packets of more than {path.Mtu} bytes are lost, and {path.PromisedMtu} are promised",
        { Fault: PathFault.Host } => $"{Ends(path)}: no answer, nor outside of the network: the host is down, or nothing leads there",
        { Fault: PathFault.Tunnel } => $"{Ends(path)}: no answer through the network, though the host answers outside of it",
        _ => $"{Ends(path)}: no answer",
    };

    /// <summary>One in a line.</summary>
    public static string Line(PathRecord path) => IsWrong(path)
        ? Fault(path)
        : $"{Ends(path)}: {Latency(path.LatencyMicroseconds)}, {path.LossPercent} % lost, packets of up to {path.Mtu} bytes";

    private static string Ends(PathRecord path) => $"{path.HostName} → {path.PeerName}{(path.Family == "ipv6" ? " (IPv6)" : "")}";
}
