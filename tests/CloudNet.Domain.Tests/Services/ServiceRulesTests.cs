using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Refusals;
using CloudNet.Domain.Services;

namespace CloudNet.Domain.Tests.Services;

public sealed class ServiceRulesTests
{
    private static readonly Dictionary<string, string> Web = new() { ["app"] = "web" };
    private static readonly LeasedRange Four = LeasedRange.WithDefaultBounds(IPNetwork.Parse("10.100.0.0/16"), 24);
    private static readonly LeasedRange Six = LeasedRange.WithDefaultBounds(IPNetwork.Parse("fd00:100::/48"), 64);
    private static readonly LeasedNetwork Blue = new("blue", [Four]);
    private static readonly LeasedNetwork Dual = new("dual", [Four, Six]);
    private static readonly CreateService Right = new("web", [new(80)], Web);

    [Fact]
    public void What_is_left_out_is_the_usual()
    {
        var made = Made(Right, Dual);
        Assert.Equal(("web", 0), (made.Name, made.Addresses.Count));
        Assert.Equal([AddressFamily.InterNetwork, AddressFamily.InterNetworkV6], made.Families);
        Assert.Equal([new ServicePort(80, 80)], made.Settings.Ports);
        Assert.Equal(Web, made.Settings.Selector);
        Assert.Equal(
            (ServiceAlgorithm.Random, null, null, false, false),
            (made.Settings.Algorithm, made.Settings.WeightLabel, made.Settings.AffinitySeconds, made.Settings.LocalOnly, made.Settings.IsFixed));
    }

    [Fact]
    public void Everything_can_be_said()
    {
        var made = Made(new(
            "dns", [new(53, 5353, "udp", "dns"), new(53, Protocol: "tcp", Name: "dns-tcp"), new(9899, Protocol: "sctp")], null,
            [new("192.0.2.7"), new("fd00:9::7", 0)], ["fd00:100::53", "10.100.0.53"], "source", null, "client-ip", 60), Dual);
        Assert.Equal(["10.100.0.53", "fd00:100::53"], made.Addresses.Select(address => $"{address}"));
        Assert.Equal(
            [new(53, 53, TransportProtocol.Tcp, "dns-tcp"), new ServicePort(53, 5353, TransportProtocol.Udp, "dns"), new(9899, 9899, TransportProtocol.Sctp)],
            made.Settings.Ports);
        Assert.Equal([new FixedBackend(IPAddress.Parse("192.0.2.7")), new(IPAddress.Parse("fd00:9::7"), 0)], made.Settings.Backends);
        Assert.Equal((ServiceAlgorithm.Source, 60), (made.Settings.Algorithm, made.Settings.AffinitySeconds));
        Assert.True(Made(Right with { LocalOnly = true }, Blue).Settings.LocalOnly);
        Assert.Equal(("share", 10_800), (
            Made(Right with { WeightLabel = "share" }, Blue).Settings.WeightLabel, Made(Right with { Affinity = "client-ip" }, Blue).Settings.AffinitySeconds!.Value));
    }

    public static TheoryData<CreateService, string, string> Wrong { get; } = new()
    {
        { Right with { Name = null }, "name", "Give one of" },
        { Right with { Name = "Web" }, "name", "Use 'web'" },
        { Right with { Name = "1web" }, "name", "Choose another" },
        { Right with { Selector = null }, "$", "Give a selector" },
        { Right with { Selector = new Dictionary<string, string>() }, "selector", "no other workload" },
        { Right with { Selector = Enumerable.Range(0, 9).ToDictionary(n => $"{n}", n => "") }, "selector", "no other workload" },
        { Right with { Selector = new Dictionary<string, string> { ["a=b"] = "c" } }, "selector", "Choose another key" },
        { Right with { Selector = new Dictionary<string, string> { ["a"] = null! } }, "selector", "Give one" },
        { Right with { Backends = [new("192.0.2.7")] }, "backends", "Leave one of them out" },
        { Right with { Selector = null, Backends = [new("192.0.2.7")], LocalOnly = true }, "localOnly", "Leave it false" },
        { Right with { Algorithm = "least" }, "algorithm", "Use random" },
        { Right with { Affinity = "cookie" }, "affinity", "client-ip" },
        { Right with { AffinitySeconds = 60 }, "affinitySeconds", "Give the affinity" },
        { Right with { Affinity = "none", AffinitySeconds = 60 }, "affinitySeconds", "Give the affinity" },
        { Right with { Affinity = "client-ip", AffinitySeconds = 0 }, "affinitySeconds", "in these bounds" },
        { Right with { Affinity = "client-ip", AffinitySeconds = 86_401 }, "affinitySeconds", "in these bounds" },
        { Right with { WeightLabel = "a=b" }, "weightLabel", "Choose another key" },
        { Right with { Selector = null, Backends = [new("192.0.2.7")], WeightLabel = "share" }, "weightLabel", "each of the backends its weight" },
        { Right with { Addresses = ["10.100.0.2", "10.100.0.3"] }, "addresses[1]", "Leave one of them out" },
        { Right with { Addresses = ["10.100.0.2", "fd00::2", "10.100.0.3"] }, "addresses", "Give one IPv4 address" },
        { Right with { Addresses = ["10.100.1.2"] }, "addresses[0]", "Use one such as 10.100.0.1" },
        { Right with { Addresses = ["10.100.0.0"] }, "addresses[0]", "Use one such as 10.100.0.1" },
        { Right with { Addresses = ["10.100.0.255"] }, "addresses[0]", "Use one such as 10.100.0.1" },
        { Right with { Addresses = ["fd00:100::2"] }, "addresses[0]", "add a range" },
        { Right with { Addresses = [null!] }, "addresses[0]", "Give one such as" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Refused_with_the_way_out(CreateService request, string field, string wayOut)
    {
        var problem = Assert.Single(RefusalOf(request, Blue).Problems);
        Assert.Equal(field, problem.Field);
        Assert.Contains(wayOut, problem.WayOut, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var refusal = RefusalOf(new(
            "", [new(0, 70_000, "icmp", "1"), null!], null, [new("127.0.0.1", 101), new()], ["nonsense"], "best", "share", "maybe"), Blue);
        Assert.Equal(RefusalKind.Invalid, refusal.Kind);
        Assert.Equal(
            [
                "addresses[0]", "affinity", "algorithm", "backends[0].address", "backends[0].weight", "backends[1].address", "name", "ports[0].name",
                "ports[0].port", "ports[0].protocol", "ports[0].targetPort", "ports[1].port", "weightLabel",
            ], refusal.Problems.Select(problem => problem.Field).Order(StringComparer.Ordinal));
        Assert.All(refusal.Problems, problem => Assert.True(problem is { Rule.Length: > 0, WayOut.Length: > 0 }));
    }

    [Fact]
    public void A_network_that_gives_its_subnets_from_the_start_has_no_services_and_says_what_to_do()
    {
        var full = new LeasedNetwork("full", [Four with { SubnetMin = IPAddress.Parse("10.100.0.0") }]);
        var refusal = RefusalOf(Right, full);
        Assert.Equal(RefusalKind.Conflict, refusal.Kind);
        Assert.Contains("POST /api/v1/networks/full/ranges", refusal.Detail, StringComparison.Ordinal);
        var half = new LeasedNetwork("half", [full.Ranges[0], Six]);
        Assert.Equal([AddressFamily.InterNetworkV6], Made(Right, half).Families);
    }

    [Fact]
    public void What_stands_against_what_is_there_is_said_together()
    {
        var address = IPAddress.Parse("10.100.0.9");
        var made = Made(Right with { Addresses = ["10.100.0.9"] }, Blue);
        Assert.Null(ServiceRules.Conflict(made, "blue", nameIsTaken: false, []));
        TakenAddress[] ways =
        [
            TakenAddress.ByService(address, "api"), TakenAddress.ByPin(address, "db"),
            TakenAddress.ByLease(address, new(IPNetwork.Parse("10.100.0.0/24"), null, null, "v9")),
        ];
        foreach (var (taken, rule) in ways.Zip(["service 'api'", "workload db", "reserved for host 'v9'"]))
        {
            var refusal = ServiceRules.Conflict(made, "blue", nameIsTaken: true, [taken])!;
            Assert.Equal((RefusalKind.Conflict, "name addresses"), (refusal.Kind, string.Join(' ', refusal.Problems.Select(problem => problem.Field))));
            Assert.Contains(rule, refusal.Problems[1].Rule, StringComparison.Ordinal);
        }
        Assert.Contains("10.100.0.0/24, and all 254 are taken", ServiceAddressRules.Full(Dual, AddressFamily.InterNetwork).Detail, StringComparison.Ordinal);
    }

    private static NewService Made(CreateService request, LeasedNetwork network)
    {
        Assert.False(ServiceRules.Parse(request, network).IsRefused(out var refusal, out var made), refusal?.Detail);
        return made;
    }

    private static Refusal RefusalOf(CreateService request, LeasedNetwork network)
    {
        Assert.True(ServiceRules.Parse(request, network).IsRefused(out var refusal, out _));
        return refusal;
    }
}
