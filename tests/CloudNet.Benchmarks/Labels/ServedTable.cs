using System.Net;
using CloudNet.EndToEnd.Hosts;

namespace CloudNet.Benchmarks.Labels;

/// <summary>What hosts' tables of services hold, and what they should by the labels alone.</summary>
internal static class ServedTable
{
    private const string BackendMap = "ip-backends-";

    /// <summary>The elements that lead to backends, made anew: each service has its backends in the order of their addresses.</summary>
    /// <param name="vips">The address of each service.</param>
    /// <param name="truth">The service of each workload.</param>
    public static IReadOnlySet<string> Of(IReadOnlyDictionary<string, IPAddress> vips, IEnumerable<(IPAddress Address, string Service)> truth) => (
        from one in truth
        group one.Address by one.Service into service
        from backend in service.OrderBy(address => Convert.ToHexString(address.GetAddressBytes()), StringComparer.Ordinal).Index()
        select $"{BackendMap}{backend.Index} {vips[service.Key]} . tcp . 80 : {backend.Item} . 8080").ToHashSet();

    /// <summary>Those that are in a host's kernel.</summary>
    public static async Task<IReadOnlySet<string>> InAsync(LabHost host)
    {
        var (map, found) = ("", new HashSet<string>());
        foreach (var line in (await host.Namespace.RunAsync("nft", "list", "table", "inet", "cloudnet-services")).Split('\n').Select(line => line.Trim()))
        {
            if (line.Split(' ') is ["map" or "set" or "chain", var name, "{"]) map = name;
            if (!map.StartsWith(BackendMap, StringComparison.Ordinal) || !line.Contains(" . tcp . ", StringComparison.Ordinal)) continue;
            foreach (var element in line.Replace("elements = {", "", StringComparison.Ordinal).Split([',', '}'], StringSplitOptions.RemoveEmptyEntries))
                if (element.Trim() is { Length: > 0 } words) found.Add($"{map} {words}");
        }
        return found;
    }
}
