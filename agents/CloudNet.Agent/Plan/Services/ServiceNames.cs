using System.Net.Sockets;
using CloudNet.Agent.Plan.Tables;
using CloudNet.Contracts.Services;

namespace CloudNet.Agent.Plan.Services;

/// <summary>What is called how in the services' table: everything is there once a family, with nft's own word for it in front.</summary>
internal static class ServiceNames
{
    /// <summary>Family and name of the table.</summary>
    public const string Table = "inet cloudnet-services";

    /// <summary>The table.</summary>
    public static TableKind Kind { get; } = new(Table, "services", ShapeOf);

    /// <summary>nft's word for a family.</summary>
    public static string Ip(AddressFamily family) => family == AddressFamily.InterNetwork ? "ip" : "ip6";

    /// <summary>The map from address, protocol and port of a service to the chain that chooses.</summary>
    public static string Services(string ip) => $"{ip}-services";

    /// <summary>The map from the same to the address and port of the backend in a place.</summary>
    public static string Backends(string ip, int place) => $"{ip}-backends-{place}";

    /// <summary>Whether a map is one of those.</summary>
    public static bool IsBackends(string map) => map.Contains("-backends-", StringComparison.Ordinal);

    /// <summary>The chain that leads to the backend in a place.</summary>
    public static string At(string ip, int place) => $"{ip}-at-{place}";

    /// <summary>The map from the same to the chain that remembers the client; none of services without affinity.</summary>
    public static string Affine(string ip) => $"{ip}-affine";

    /// <summary>The map that the kernel fills: from client and service to the backend that it had.</summary>
    public static string Affinity(string ip) => $"{ip}-affinity";

    /// <summary>The set of what a client may be remembered for: a port of a service with a backend that takes connections.</summary>
    public static string Served(string ip) => $"{ip}-served";

    /// <summary>The set of this host's workloads, each twice: who comes to himself by way of a service.</summary>
    public static string Hairpin(string ip) => $"{ip}-hairpin";

    /// <summary>The chain that chooses one of so many.</summary>
    public static string Choosing(string ip, ServiceAlgorithm algorithm, int of, bool isSticky) =>
        $"{ip}-{(isSticky ? "sticky-" : "")}{(algorithm == ServiceAlgorithm.Source && of > 1 ? "source" : "random")}-{of}";

    /// <summary>The chain that remembers a client for so many seconds.</summary>
    public static string Remembering(string ip, int seconds) => $"{ip}-remember-{seconds}";

    private static (string Key, string Value) ShapeOf(string map)
    {
        var address = map.StartsWith("ip6-", StringComparison.Ordinal) ? TableKind.Ipv6 : TableKind.Ipv4;
        var shape = map.Split('-') switch
        {
            [_, "affinity"] => "aapo",
            [_, "hairpin"] => "aa",
            [_, "served"] => "apoa",
            _ => "apo",
        };
        return (shape.Replace('a', address), $"{address}{TableKind.Port}");
    }
}
