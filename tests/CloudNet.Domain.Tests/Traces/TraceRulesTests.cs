using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Traces;
using CloudNet.Contracts.Workloads;
using CloudNet.Domain.Traces;
using Xunit;

namespace CloudNet.Domain.Tests.Traces;

/// <summary>What can be traced, and between which addresses.</summary>
public sealed class TraceRulesTests
{
    private static readonly NewTrace WebToDb = new("web", "db", TraceProtocol.Icmp, null);
    private static readonly NetworkId Blue = new(Guid.NewGuid()), Red = new(Guid.NewGuid());

    [Theory]
    [InlineData(null, null, "icmp", null, "from", "to")]
    [InlineData("web", " ", null, null, "to", null)]
    [InlineData("web", "db", "sctp", 80, "protocol", null)]
    [InlineData("web", "db", "tcp", null, "port", null)]
    [InlineData("web", "db", "udp", 65536, "port", null)]
    [InlineData("web", "db", null, 80, "port", null)]
    [InlineData("web", "a\u0000b", null, null, "to", null)]
    public void Everything_that_is_wrong_is_said_at_once(string? from, string? to, string? protocol, int? port, string field, string? second)
    {
        Assert.True(TraceRules.Parse(new(from, to, null, protocol, port)).IsRefused(out var refusal, out _));
        Assert.Equal(new[] { field, second }.OfType<string>(), refusal.Problems.Select(problem => problem.Field));
    }

    [Fact]
    public void Addresses_of_one_family_and_network_are_preferred()
    {
        TraceEnd[] web = [Workload("fd00::2", Red, 1), Workload("10.100.1.2", Blue, 1)];
        Assert.False(TraceRules.Choose(WebToDb, web, [Workload("10.100.2.2", Blue, 2)], null).IsRefused(out _, out var ends));
        Assert.Equal(("10.100.1.2", "10.100.2.2"), ($"{ends.From.Address}", $"{ends.To.Address}"));
        Assert.False(TraceRules.Choose(WebToDb, web, [new(IPAddress.Parse("2001:db8::1"))], null).IsRefused(out _, out ends));
        Assert.Equal("fd00::2", $"{ends.From.Address}");
    }

    [Fact]
    public void What_cannot_be_sent_is_refused_with_the_reason()
    {
        TraceEnd web = Workload("10.100.1.2", Blue, 1), db = Workload("10.100.2.2", Blue, 2);
        Assert.Equal("There is no workload 'web', and no host of that name in a network.", Rule([], [db]));
        Assert.Equal("There is no workload 'db', and no host of that name in a network.", Rule([web], []));
        Assert.Contains("'web' has no address of a family", Rule([web], [new(IPAddress.Parse("2001:db8::1"))]), StringComparison.Ordinal);
        Assert.Contains("'web' has no address in that network", Rule([web], [db], Red), StringComparison.Ordinal);
        Assert.Equal("Host 'v1' is not linked to the controller.", Rule([web with { IsLinked = false }], [db]));
        Assert.Equal(("", "n"), (Rule([web, Workload("10.200.1.2", Red, 3)], [db], Blue), web.NetworkName));
        Assert.Contains("127.0.0.0/8 (loopback)", Rule([web], [new(IPAddress.Loopback)]), StringComparison.Ordinal);
        Assert.Contains("A host itself sends TCP and UDP to its networks alone", Rule([web with { Workload = null }], [new(IPAddress.Parse("192.0.2.1"))], protocol: TraceProtocol.Tcp), StringComparison.Ordinal);
        Assert.Equal("", Rule([web with { Workload = null }], [new(IPAddress.Parse("192.0.2.1"))]));
        Assert.Equal("'web' may be w1 on v1 in n, w3 on v3 in n.", Rule([web, Workload("10.100.3.2", Blue, 3)], [db]));
    }

    private static string Rule(TraceEnd[] from, TraceEnd[] to, NetworkId? network = null, TraceProtocol protocol = TraceProtocol.Icmp) =>
        TraceRules.Choose(WebToDb with { Protocol = protocol }, from, to, network).IsRefused(out var refusal, out _) ? refusal.Problems[0].Rule : "";

    private static TraceEnd Workload(string address, NetworkId network, int host) => new(
        IPAddress.Parse(address), new HostId(new Guid(host, 0, 0, new byte[8])), $"v{host}", true, network, "n", new WorkloadId(new Guid(host, 1, 0, new byte[8])), $"w{host}");
}
