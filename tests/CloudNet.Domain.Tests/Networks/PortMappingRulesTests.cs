using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Networks;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Tests.Networks;

public sealed class PortMappingRulesTests
{
    private static readonly LeasedNetwork Blue = LeasedNetwork.WithDefaultBounds("blue", IPNetwork.Parse("10.100.0.0/16"), 24);

    [Theory]
    [InlineData("8080", null, null, null, 8080, 8080, 8080)]
    [InlineData("8080", 80, "tcp", null, 8080, 8080, 80)]
    [InlineData("8000-8010", null, "udp", "192.0.2.1", 8000, 8010, 8000)]
    [InlineData("1-65535", 1, null, null, 1, 65535, 1)]
    [InlineData("1-2", 65534, null, null, 1, 2, 65534)]
    [InlineData("80", null, null, "127.0.0.1", 80, 80, 80)]
    public void In_order(string port, int? target, string? protocol, string? address, int first, int last, int to)
    {
        Assert.False(PortMappingRules.Parse(new("v1", "web", port, target, protocol, address), Blue).IsRefused(out _, out var mapping));
        var expected = new NewPortMapping(
            protocol == "udp" ? TransportProtocol.Udp : TransportProtocol.Tcp, new(first, last), address is null ? null : IPAddress.Parse(address), "web", to);
        Assert.Equal(expected, mapping);
    }

    [Theory]
    [InlineData("", "web", "80", null, null, null, "host", "Give the name or id")]
    [InlineData("v1", "-web", "80", null, null, null, "workload", "attached under")]
    [InlineData("v1", "web", null, null, null, null, "hostPort", "Give one such as 8080")]
    [InlineData("v1", "web", "0", null, null, null, "hostPort", "8000-8010")]
    [InlineData("v1", "web", "65536", null, null, null, "hostPort", "8000-8010")]
    [InlineData("v1", "web", "8010-8000", null, null, null, "hostPort", "8000-8010")]
    [InlineData("v1", "web", "8000-", null, null, null, "hostPort", "8000-8010")]
    [InlineData("v1", "web", "+80", null, null, null, "hostPort", "8000-8010")]
    [InlineData("v1", "web", "80", 0, null, null, "targetPort", "its first")]
    [InlineData("v1", "web", "80", 65536, null, null, "targetPort", "its first")]
    [InlineData("v1", "web", "1-3", 65534, null, null, "targetPort", "Use 65533 or a lower one")]
    [InlineData("v1", "web", "80", null, "sctp", null, "protocol", "Use tcp or udp")]
    [InlineData("v1", "web", "80", null, null, "0.0.0.0", "hostAddress", "Leave it out")]
    [InlineData("v1", "web", "80", null, null, "10.1", "hostAddress", "Write it in full")]
    [InlineData("v1", "web", "80", null, null, "::1", "hostAddress", "Use 127.0.0.1")]
    [InlineData("v1", "web", "80", null, null, "2001:db8::1", "hostAddress", "Use an IPv4 address")]
    public void Refused_with_the_way_out(
        string? host, string? workload, string? port, int? target, string? protocol, string? address, string field, string wayOut)
    {
        Assert.True(PortMappingRules.Parse(new(host, workload, port, target, protocol, address), Blue).IsRefused(out var refusal, out _));
        var problem = Assert.Single(refusal.Problems);
        Assert.Equal((RefusalKind.Invalid, field), (refusal.Kind, problem.Field));
        Assert.Contains(wayOut, problem.WayOut, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8000-8010", null)]
    [InlineData("7990-7999", null)]
    [InlineData("8011-8020", null)]
    [InlineData("8010-8011", "leads to workload db of network 'red'")]
    [InlineData("8005", "leads to workload db of network 'red'")]
    [InlineData("1-65535", "leads to workload db of network 'red'")]
    [InlineData("4789", "carries network 'blue'")]
    public void What_is_taken_is_said(string port, string? rule)
    {
        PortUse[] uses = [new(TransportProtocol.Udp, PortRange.Parse("8000-8010", null), "red", "db"), new(TransportProtocol.Udp, new(4789, 4789), "blue", null)];
        var udp = rule is null && port == "8000-8010" ? TransportProtocol.Tcp : TransportProtocol.Udp; // TCP and UDP have ports of their own
        var refusal = PortMappingRules.Conflict(new(udp, PortRange.Parse(port, null), null, "web", 80), "v1", uses);
        if (rule is null) Assert.Null(refusal);
        else Assert.Contains(rule, Assert.Single(refusal!.Problems).Rule, StringComparison.Ordinal);
    }
}
