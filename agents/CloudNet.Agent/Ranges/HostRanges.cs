using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Ranges;

/// <summary>Which addresses this host has for something other than CloudNet.</summary>
/// <param name="Routes">Its routes.</param>
/// <param name="Pools">Docker's pools.</param>
internal sealed record HostRanges(ImmutableArray<HostRange> Routes, ImmutableArray<HostRange> Pools)
{
    /// <summary>Routes that lead into networks that the host is in: problems, in words.</summary>
    public ImmutableArray<string> Problems(IEnumerable<NetworkSettings> networks) =>
    [
        .. from network in networks
           from route in Routes.Distinct()
           where network.Ranges.Any(range => Overlap(range, route.Range))
           select $"This host's route to {route.Range} on '{route.Link}' overlaps network '{network.Name}' ({string.Join(", ", network.Ranges)}): "
               + "some of the addresses are not reached. Remove that route, or take the host out of the network.",
    ];

    /// <summary>What is told of them to the controller.</summary>
    public HostFactsReport Report(IEnumerable<NetworkSettings> networks)
    {
        HostRange[] routes = [.. InOrder(Routes)], pools = [.. InOrder(Pools)];
        return new(
            [.. routes.Take(LinkLimits.Routes)], [.. pools.Take(LinkLimits.Pools)],
            Math.Max(0, routes.Length - LinkLimits.Routes) + Math.Max(0, pools.Length - LinkLimits.Pools),
            [.. Warnings(networks).Take(LinkLimits.Problems)]);
    }

    /// <summary>Whether both tell the same.</summary>
    public static bool Same(HostFactsReport? one, HostFactsReport? other) => ReferenceEquals(one, other)
        || (one is not null && other is not null && one.Cut == other.Cut && one.Routes.SequenceEqual(other.Routes)
            && one.Pools.SequenceEqual(other.Pools) && one.Warnings.SequenceEqual(other.Warnings));

    private IEnumerable<string> Warnings(IEnumerable<NetworkSettings> networks) =>
        from network in networks
        from pool in Pools
        where network.Ranges.Any(range => Overlap(range, pool.Range))
        select $"Docker may take {pool.Range} for its networks, which overlaps network '{network.Name}': "
            + "set other default-address-pools in /etc/docker/daemon.json.";

    private static bool Overlap(IPNetwork one, IPNetwork other) => one.Contains(other.BaseAddress) || other.Contains(one.BaseAddress);

    // The kernel lists them as it likes; one that is listed twice (with another metric) is one.
    private static IEnumerable<HostRange> InOrder(IEnumerable<HostRange> ranges) =>
        ranges.Distinct().OrderBy(range => range.Range.ToString(), StringComparer.Ordinal).ThenBy(range => range.Link, StringComparer.Ordinal);
}
