using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using CloudNet.Agent.Ranges;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Ranges;

public sealed class RangeTests
{
    [Fact]
    public void Routes_of_others_are_read_and_those_of_CloudNet_and_to_everywhere_are_not()
    {
        const string Shown = """
            [{"type":"1","dst":"default","gateway":"192.168.124.1","dev":"eth0","protocol":"3","scope":"0","flags":[]},
             {"type":"1","dst":"0.0.0.0/1","gateway":"10.8.0.1","dev":"tun0","protocol":"3","scope":"0","flags":[]},
             {"type":"1","dst":"128.0.0.0/1","gateway":"10.8.0.1","dev":"tun0","protocol":"3","scope":"0","flags":[]},
             {"type":"1","dst":"10.9.0.0/16","gateway":"192.168.124.9","dev":"eth0","protocol":"4","scope":"0","flags":[]},
             {"type":"1","dst":"10.100.2.0/24","gateway":"192.168.124.52","dev":"eth0","protocol":"77","scope":"0","flags":[]},
             {"type":"1","dst":"10.100.1.0/24","dev":"cn-br1","protocol":"2","scope":"253","prefsrc":"10.100.1.1","flags":[]},
             {"type":"1","dst":"172.17.0.0/16","dev":"docker0","protocol":"2","scope":"253","prefsrc":"172.17.0.1","flags":["linkdown"]},
             {"type":"1","dst":"10.7.7.7","dev":"eth1","protocol":"3","scope":"253","flags":[]},
             {"type":"1","dst":"10.8.0.0/16","protocol":"3","scope":"0","nexthops":[{"gateway":"1.1.1.1","dev":"eth2","weight":1},{"dev":"eth3","weight":1}]},
             {"type":"6","dst":"10.244.1.0/26","protocol":"80","scope":"0","flags":[]},
             {"type":"9","dst":"10.6.0.0/16","protocol":"3","scope":"0","flags":[]}]
            """;
        Assert.Equal(
            ["10.9.0.0/16 eth0", "172.17.0.0/16 docker0", "10.7.7.7/32 eth1", "10.8.0.0/16 eth2", "10.244.1.0/26 blackhole"],
            Read(Shown, AddressFamily.InterNetwork));
    }

    [Fact]
    public void What_each_IPv6_link_has_by_itself_is_no_route_of_somebodys()
    {
        const string Shown = """
            [{"type":"1","dst":"fd00:17::/64","dev":"docker0","protocol":"2","metric":256,"flags":[],"pref":"medium"},
             {"type":"1","dst":"fe80::/64","dev":"eth0","protocol":"2","metric":256,"flags":[],"pref":"medium"},
             {"type":"1","dst":"fd00:100::/64","dev":"cn-br1","protocol":"2","metric":256,"flags":[],"pref":"medium"},
             {"type":"1","dst":"2000::/3","dev":"tun0","protocol":"3","metric":1024,"flags":[],"pref":"medium"},
             {"type":"1","dst":"::/0","dev":"eth0","protocol":"9","metric":1024,"flags":[],"pref":"medium"},
             {"type":"1","dst":"fd00:9::1","dev":"eth0","protocol":"3","metric":1024,"flags":[],"pref":"medium"}]
            """;
        Assert.Equal(["fd00:17::/64 docker0", "fd00:9::1/128 eth0"], Read(Shown, AddressFamily.InterNetworkV6));
    }

    [Theory]
    [InlineData(null, false, "")]
    [InlineData(null, true, "172.17.0.0/16 172.18.0.0/16 172.19.0.0/16 172.20.0.0/14 172.24.0.0/14 172.28.0.0/14 192.168.0.0/16")]
    [InlineData("""{"default-address-pools":[{"base":"10.9.0.0/16","size":24},{"base":"fd00:9::/48","size":64}]}""", true, "10.9.0.0/16 fd00:9::/48")]
    [InlineData("""{"default-address-pools":[{"base":"10.9.0.0/16","size":24}],"bip":"10.200.0.1/24"}""", true, "10.9.0.0/16 10.200.0.0/24")]
    [InlineData("""{"default-address-pools":[{"base":"nonsense"},7]}""", true, "")]
    [InlineData("""{"bip":"172.26.0.1/16"}""", false, "172.26.0.0/16")]
    public void Dockers_pools_are_those_of_its_file_else_those_built_in(string? config, bool installed, string expected) =>
        Assert.Equal(expected, string.Join(' ', DockerPools.Of(config, installed).Select(pool => pool.Range.ToString())));

    [Fact]
    public void A_file_that_is_no_JSON_is_none() =>
        Assert.ThrowsAny<JsonException>(() => DockerPools.Of("{", installed: true));

    [Fact]
    public void A_route_into_a_network_is_a_problem_and_a_pool_a_warning()
    {
        var ranges = new HostRanges([Range("172.17.0.0/16", "docker0"), Range("10.1.0.0/16", "eth1")], [Range("172.16.0.0/12", "docker")]);
        NetworkSettings[] networks = [new("blue", [IPNetwork.Parse("172.17.8.0/22")], NetworkDriver.Vxlan, true, null, 1)];

        var problem = Assert.Single(ranges.Problems(networks));
        Assert.Contains("172.17.0.0/16 on 'docker0' overlaps network 'blue'", problem, StringComparison.Ordinal);
        Assert.Contains("172.16.0.0/12", Assert.Single(ranges.Report(networks).Warnings), StringComparison.Ordinal);
        Assert.Empty(ranges.Problems([]));
        Assert.Empty(ranges.Report([]).Warnings);
    }

    [Fact]
    public void Of_many_routes_some_are_told_and_how_many_more_there_are()
    {
        var many = Enumerable.Range(0, 600).Select(n => Range($"10.{n / 256}.{n % 256}.0/24", "eth0"));
        var report = new HostRanges([.. many, .. many], []).Report([]);
        Assert.Equal((LinkLimits.Routes, 600 - LinkLimits.Routes), (report.Routes.Count, report.Cut));
        Assert.True(HostRanges.Same(report, new HostRanges([.. many.Reverse()], []).Report([])));
        Assert.False(HostRanges.Same(report, new HostRanges([.. many.Skip(1)], []).Report([])));
    }

    private static HostRange Range(string range, string link) => new(IPNetwork.Parse(range), link);

    private static string[] Read(string shown, AddressFamily family)
    {
        using var json = JsonDocument.Parse(shown);
        return [.. RouteText.Read(json.RootElement, family).Select(route => $"{route.Range} {route.Link}")];
    }
}
