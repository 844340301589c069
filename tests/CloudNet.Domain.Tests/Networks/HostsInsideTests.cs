using System.Net;
using CloudNet.Domain.Networks;

namespace CloudNet.Domain.Tests.Networks;

public sealed class HostsInsideTests
{
    [Fact]
    public void Hosts_inside_are_named_but_not_without_end()
    {
        IPNetwork[] ranges = [IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("10.0.0.0/8")];
        Assert.Null(NetworkRules.HostsInside(ranges, []));
        (string, IPAddress) Host(int number) => ($"v{number}", IPAddress.Parse($"10.0.0.{number}"));

        Assert.Equal("10.0.0.0/8 holds the underlay address of host 'v1' (10.0.0.1).", Rule([Host(1)]));
        Assert.EndsWith("'v5' (10.0.0.5) and 2 more.", Rule([.. Enumerable.Range(1, 7).Select(Host)]));
        string Rule(IReadOnlyList<(string, IPAddress)> hosts) => Assert.Single(NetworkRules.HostsInside(ranges, hosts)!.Problems).Rule;
    }
}
