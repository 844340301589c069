using System.Net;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Hosts;

/// <summary>
/// What becomes of addresses that a network and a host's own routes both have: on that host, one of the two could not be reached. What
/// a route leads to is in use, and refused; what Docker may come to take is warned of.
/// </summary>
public static class OverlapRules
{
    private const int MostNamed = 5;

    /// <summary>Refuses a network's ranges that routes of the tenant's hosts lead to; null where there is none.</summary>
    public static Refusal? OfRanges(IEnumerable<IPNetwork> ranges, IReadOnlyList<HostOverlap> routes)
    {
        if (routes.Count == 0) return null;
        var named = routes.Take(MostNamed).Select(route => $"{route.Range} on '{route.Link}' of host '{route.Name}'");
        return Refusal.Conflict("Hosts have routes into the network", [new("range",
            $"{ranges.First(range => range.Overlaps(routes[0].Range))} overlaps {(routes.Count == 1 ? "a route" : "routes")} that hosts have already: "
            + $"{string.Join(", ", named)}{(routes.Count > MostNamed ? " and more" : "")}.",
            "Use a range that no host has a route to, or say allowOverlap: true where these hosts are not to be in the network.")]);
    }

    /// <summary>Refuses a host that has routes into the network; null where it has none.</summary>
    public static Refusal? OfJoin(string network, IEnumerable<HostOverlap> all)
    {
        var routes = all.Where(one => one.InUse).ToArray();
        return routes.Length == 0
            ? null
            : new(RefusalKind.Conflict, "The host has a route into the network",
                $"Host '{routes[0].Name}' has {(routes.Length == 1 ? "a route" : "routes")} to addresses of network '{network}': "
                + $"{string.Join(", ", routes.Take(MostNamed).Select(route => $"{route.Range} on '{route.Link}'"))}{(routes.Length > MostNamed ? " and more" : "")}. "
                + "Remove it there, use a network with another range, or join with ?allowOverlap=true, and what is behind that route is not reached any more.");
    }

    /// <summary>What may come to clash once the host is in the network.</summary>
    public static IReadOnlyList<string>? Warnings(string network, IEnumerable<HostOverlap> all)
    {
        string[] said =
        [
            .. all.Select(one => one.InUse
                ? $"Host '{one.Name}' has a route to {one.Range} on '{one.Link}', which overlaps network '{network}'."
                : $"Docker on host '{one.Name}' may take {one.Range} for its networks, which overlaps network '{network}': "
                    + "set other default-address-pools in /etc/docker/daemon.json."),
        ];
        return said.Length == 0 ? null : said;
    }
}
