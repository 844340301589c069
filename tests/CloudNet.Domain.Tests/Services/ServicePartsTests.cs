using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Services;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Services;

namespace CloudNet.Domain.Tests.Services;

/// <summary>Ports and fixed backends.</summary>
public sealed class ServicePartsTests
{
    private static readonly LeasedNetwork Blue = LeasedNetwork.WithDefaultBounds("blue", IPNetwork.Parse("10.100.0.0/16"), 24);

    [Theory]
    [InlineData("http", true)]
    [InlineData("h", true)]
    [InlineData("8080-tcp", true)]
    [InlineData("fifteen-letters", true)]
    [InlineData("sixteen-letters-", false)]
    [InlineData("8080", false)]
    [InlineData("HTTP", false)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("café", false)]
    public void A_port_has_a_short_name_with_a_letter(string name, bool isRight)
    {
        List<FieldProblem> problems = [];
        ServicePortRules.Parse([new(80, Name: name)], problems);
        Assert.Equal(isRight ? [] : ["ports[0].name"], problems.Select(problem => problem.Field));
    }

    [Theory]
    [InlineData(0, "ports")]
    [InlineData(1, null)]
    [InlineData(32, null)]
    [InlineData(33, "ports")]
    public void A_service_has_some_ports(int count, string? field)
    {
        List<FieldProblem> problems = [];
        ServicePortRules.Parse([.. Enumerable.Range(1, count).Select(port => new CreateServicePort(port))], problems);
        Assert.Equal(field, problems.SingleOrDefault()?.Field);
    }

    [Fact]
    public void A_port_of_a_protocol_and_a_name_are_there_once()
    {
        List<FieldProblem> problems = [];
        var ports = ServicePortRules.Parse([new(80, Name: "http"), new(80, Protocol: "udp"), new(80, 8080), new(81, Name: "http")], problems);
        Assert.Equal(["ports[2].port", "ports[3].name"], problems.Select(problem => problem.Field));
        Assert.Equal([80, 80, 81, 80], ports.Select(port => port.Port)); // by protocol
    }

    [Theory]
    [InlineData("192.0.2.7", null)]
    [InlineData("10.100.7.7", null)]
    [InlineData("0.0.0.0", "is no address to reach")]
    [InlineData("127.0.0.1", "is no address to reach")]
    [InlineData("169.254.1.1", "is no address to reach")]
    [InlineData("224.0.0.1", "is no address to reach")]
    [InlineData("255.255.255.255", "is no address to reach")]
    [InlineData("::1", "is no address to reach")]
    [InlineData("fe80::1", "is no address to reach")]
    [InlineData("ff02::1", "is no address to reach")]
    [InlineData("::", "is no address to reach")]
    [InlineData("10.100.0.9", "where the services of network 'blue'")]
    [InlineData("2001:db8::7", "has no IPv6 address")]
    [InlineData("192.0.2", "is not an IPv4 or IPv6 address")]
    [InlineData("::ffff:192.0.2.7", "is not an IPv4 or IPv6 address")]
    [InlineData(null, "is required")]
    public void A_fixed_backend_is_where_hosts_have_a_route_to(string? address, string? rule)
    {
        List<FieldProblem> problems = [];
        ServiceBackendRules.Fixed([new(address)], Blue, [AddressFamily.InterNetwork], problems);
        if (rule is null) Assert.Empty(problems);
        else Assert.Contains(rule, Assert.Single(problems).Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void A_backend_is_there_once_and_there_are_some()
    {
        List<FieldProblem> problems = [];
        ServiceBackendRules.Fixed([new("192.0.2.7"), new("192.0.2.7", 5)], Blue, [AddressFamily.InterNetwork], problems);
        ServiceBackendRules.Fixed([], Blue, [AddressFamily.InterNetwork], problems);
        ServiceBackendRules.Fixed(
            [.. Enumerable.Range(0, 257).Select(n => new CreateFixedBackend($"192.0.{n / 256}.{n % 256}"))], Blue, [AddressFamily.InterNetwork], problems);
        Assert.Equal(["backends[1].address", "backends", "backends"], problems.Select(problem => problem.Field));
    }
}
