using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Services;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Services;

namespace CloudNet.Domain.Tests.Services;

public sealed class SetServiceTests
{
    private static readonly LeasedNetwork Blue = LeasedNetwork.WithDefaultBounds("blue", IPNetwork.Parse("10.100.0.0/16"), 24);
    private static readonly Dictionary<string, string> Web = new() { ["app"] = "web" };
    private static readonly FixedBackend Outside = new(IPAddress.Parse("192.0.2.7"), 5);

    private static readonly ServiceSettings Found = new([new(80, 8080)], Web, [], ServiceAlgorithm.Source, "share", 60, true);
    private static readonly ServiceSettings Given = new([new(80, 8080)], ServiceSettings.None.Selector, [Outside]);

    [Fact]
    public void What_is_left_out_stays()
    {
        Assert.Equal(Found, Set(new(), Found));
        Assert.Equal(Given, Set(new(), Given));
        Assert.Equal(Found with { LocalOnly = false }, Set(new(LocalOnly: false), Found));
        Assert.Equal(Found with { Algorithm = ServiceAlgorithm.Random }, Set(new(Algorithm: "random"), Found));
        var ports = Set(new([new(443), new(53, Protocol: "udp")]), Found);
        Assert.Equal([443, 53], ports.Ports.Select(port => port.Port));
        Assert.Equal(Found, ports with { Ports = Found.Ports });
    }

    [Fact]
    public void One_kind_of_backends_takes_the_place_of_the_other()
    {
        var found = Set(new(Selector: Web), Given);
        Assert.Equal((1, 0), (found.Selector.Count, found.Backends.Count));
        var given = Set(new(Backends: [new("192.0.2.7", 5)]), Found);
        Assert.Equal([Outside], given.Backends);
        Assert.Empty(given.Selector);
        Assert.Equal((null, false), (given.WeightLabel, given.LocalOnly)); // which are the workloads'
    }

    [Theory]
    [InlineData(null, null, 60)]
    [InlineData(null, 90, 90)]
    [InlineData("client-ip", null, 60)]
    [InlineData("client-ip", 90, 90)]
    [InlineData("none", null, null)]
    public void Affinity_stays_unless_it_is_ended(string? affinity, int? seconds, int? expected) =>
        Assert.Equal(expected, Set(new(Affinity: affinity, AffinitySeconds: seconds), Found).AffinitySeconds);

    [Fact]
    public void Affinity_begins_at_three_hours_and_the_weights_label_ends_with_an_empty_one()
    {
        Assert.Equal(10_800, Set(new(Affinity: "client-ip"), Given).AffinitySeconds);
        Assert.Null(Set(new(WeightLabel: ""), Found).WeightLabel);
        Assert.Equal("other", Set(new(WeightLabel: "other"), Found).WeightLabel);
    }

    [Theory]
    [InlineData("affinitySeconds")]
    [InlineData("weightLabel")]
    [InlineData("ports")]
    [InlineData("selector")]
    [InlineData("backends")]
    [InlineData("both")]
    public void Refused(string what)
    {
        var (request, field) = what switch
        {
            "affinitySeconds" => (new SetService(AffinitySeconds: 60), what),
            "weightLabel" => (new(WeightLabel: "share"), what),
            "ports" => (new([]), what),
            "selector" => (new(Selector: new Dictionary<string, string>()), what),
            "backends" => (new(Backends: []), what),
            _ => (new(Selector: Web, Backends: [new("192.0.2.7")]), "backends"),
        };
        Assert.True(ServiceRules.Parse(request, Given, [AddressFamily.InterNetwork], Blue).IsRefused(out var refusal, out _));
        Assert.Equal(field, Assert.Single(refusal.Problems).Field);
    }

    private static ServiceSettings Set(SetService request, ServiceSettings now)
    {
        Assert.False(ServiceRules.Parse(request, now, [AddressFamily.InterNetwork], Blue).IsRefused(out var refusal, out var settings), refusal?.Detail);
        return settings;
    }
}
