using CloudNet.Contracts.Networks;

namespace CloudNet.Web.Networks;

/// <summary>Networks in words.</summary>
public static class NetworkWords
{
    /// <summary>Its ranges: <c>10.100.0.0/16, fd00:100::/48</c>.</summary>
    public static string RangeText(this NetworkRecord network) => string.Join(", ", network.Ranges.Select(range => range.Range));

    /// <summary>Length of a host's subnet, of each family: <c>/24, /64</c>.</summary>
    public static string SubnetText(this NetworkRecord network) => string.Join(", ", network.Ranges.Select(range => $"/{range.SubnetLength}").Distinct());

    /// <summary>The drivers that it cannot change to while hosts are in it: a layer 2 segment does not change into a route, nor the other way.</summary>
    public static IReadOnlyCollection<string> DriversOutOfReach(NetworkRecord network)
    {
        if (network.Leases.All(lease => lease.HostId is null)) return [];
        var all = Enum.GetValues<NetworkDriver>();
        return [.. all.Where(driver => driver != network.Driver && (IsSegment(driver) || IsSegment(network.Driver))).Select(DriverText.NameOf)];
    }

    /// <summary>Why some drivers cannot be chosen.</summary>
    public static string NoSegmentWhileRunning(NetworkRecord network) => IsSegment(network.Driver)
        ? "A layer 2 segment with hosts in it stays what it is: only NAT can change."
        : "bridge and gre are layer 2 segments: a network becomes one only while no host is in it.";

    private static bool IsSegment(NetworkDriver driver) => driver is NetworkDriver.Bridge or NetworkDriver.Gre;
}
