using CloudNet.Contracts.Networks;

namespace CloudNet.Web.Networks;

/// <summary>Networks in words.</summary>
public static class NetworkWords
{
    /// <summary>Its ranges: <c>10.100.0.0/16, fd00:100::/48</c>.</summary>
    public static string RangeText(this NetworkRecord network) => string.Join(", ", network.Ranges.Select(range => range.Range));

    /// <summary>Length of a host's subnet, of each family: <c>/24, /64</c>.</summary>
    public static string SubnetText(this NetworkRecord network) => string.Join(", ", network.Ranges.Select(range => $"/{range.SubnetLength}").Distinct());
}
