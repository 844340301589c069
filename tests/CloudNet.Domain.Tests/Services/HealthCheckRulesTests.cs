using System.Net;
using CloudNet.Contracts.Services;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Refusals;
using CloudNet.Domain.Services;

namespace CloudNet.Domain.Tests.Services;

public sealed class HealthCheckRulesTests
{
    private static readonly LeasedNetwork Blue = LeasedNetwork.WithDefaultBounds("blue", IPNetwork.Parse("10.100.0.0/16"), 24);
    private static readonly Dictionary<string, string> Web = new() { ["app"] = "web" };

    [Fact]
    public void What_is_left_out_is_what_most_want()
    {
        Assert.Equal(new HealthCheck(HealthCheckKind.Http, 8080, "/", null, 5, 2, 2, 3, true), Made(new("http")).HealthCheck);
        Assert.Equal(new HealthCheck(HealthCheckKind.Tcp, 8080), Made(new("tcp")).HealthCheck);
        // The first port that a TCP connection can be made to, else the first of all.
        Assert.Equal(8080, Made(new("tcp"), new(53, 5353, "udp"), new(80, 8080)).HealthCheck!.Port);
        Assert.Equal(5353, Made(new("command", Program: "dns"), new CreateServicePort(53, 5353, "udp")).HealthCheck!.Port);
        Assert.Null(Made(null).HealthCheck);
        Assert.Null(Made(new("none")).HealthCheck);
        Assert.Equal(new HealthCheck(HealthCheckKind.Https, 8443, "/a?b=c", null, 300, 60, 10, 10, false),
            Made(new("https", 8443, "/a?b=c", null, 300, 60, 10, 10, false)).HealthCheck);
    }

    [Theory]
    [InlineData(null, null, null, null, null, "healthCheck.kind")]
    [InlineData("icmp", null, null, null, null, "healthCheck.kind")]
    [InlineData("TCP", null, null, null, null, "healthCheck.kind")]
    [InlineData("tcp", 0, null, null, null, "healthCheck.port")]
    [InlineData("tcp", 65_536, null, null, null, "healthCheck.port")]
    [InlineData("tcp", null, "/", null, null, "healthCheck.path")]
    [InlineData("http", null, "healthz", null, null, "healthCheck.path")]
    [InlineData("http", null, "/a b", null, null, "healthCheck.path")]
    [InlineData("http", null, "/a\r\nHost: b", null, null, "healthCheck.path")]
    [InlineData("http", null, "/a#b", null, null, "healthCheck.path")]
    [InlineData("http", null, null, "dns", null, "healthCheck.program")]
    [InlineData("command", null, null, null, null, "healthCheck.program")]
    [InlineData("command", null, null, "../bin/sh", null, "healthCheck.program")]
    [InlineData("command", null, null, ".hidden", null, "healthCheck.program")]
    [InlineData("command", null, null, "a b", null, "healthCheck.program")]
    [InlineData("tcp", null, null, null, 0, "healthCheck.intervalSeconds")]
    [InlineData("tcp", null, null, null, 301, "healthCheck.intervalSeconds")]
    public void What_makes_no_sense_is_refused_at_its_field(string? kind, int? port, string? path, string? program, int? interval, string field) =>
        Assert.Equal([field], Fields(Create(new(kind, port, path, program, interval))));

    [Fact]
    public void Every_number_has_bounds() =>
        Assert.Equal(["healthCheck.timeoutSeconds", "healthCheck.rise", "healthCheck.fall"], Fields(Create(new("tcp", TimeoutSeconds: 61, Rise: 0, Fall: 11))));

    [Fact]
    public void Fixed_backends_have_nobody_beside_them_and_a_change_keeps_or_ends_a_check()
    {
        var backends = new CreateService("web", [new(80)], Backends: [new("192.0.2.7")], HealthCheck: new("tcp"));
        Assert.Equal(["healthCheck"], Fields(backends));
        var found = Made(new("http"));
        Assert.Equal(found.HealthCheck, Set(new(LocalOnly: true), found).HealthCheck);
        Assert.Null(Set(new(HealthCheck: new("none")), found).HealthCheck);
        Assert.Null(Set(new(Backends: [new("192.0.2.7")]), found).HealthCheck);
        Assert.Equal(HealthCheckKind.Tcp, Set(new(HealthCheck: new("tcp")), found).HealthCheck!.Kind);
    }

    [Fact]
    public void A_headless_service_needs_no_port_and_has_no_address_and_nothing_that_chooses()
    {
        Assert.False(ServiceRules.Parse(new("db", Selector: Web, Headless: true), Blue).IsRefused(out _, out var made));
        Assert.Equal((0, 0, 0), (made.Families.Count, made.Addresses.Count, made.Settings.Ports.Count));
        Assert.Equal(["addresses", "algorithm", "weightLabel", "affinity", "localOnly"], Fields(new("db", [new(80)], Web,
            Addresses: ["10.100.0.9"], Algorithm: "source", WeightLabel: "w", Affinity: "client-ip", LocalOnly: true, Headless: true)));
        Assert.Equal(["healthCheck.port"], Fields(new("db", Selector: Web, Headless: true, HealthCheck: new("tcp"))));
        Assert.True(ServiceRules.Parse(new SetService(LocalOnly: true), made.Settings, [], Blue).IsRefused(out var refusal, out _));
        Assert.Equal(["localOnly"], refusal.Problems.Select(problem => problem.Field));
        Assert.Equal(["$"], Fields(new("db", Selector: Web)));
    }

    private static CreateService Create(CreateHealthCheck? check, params CreateServicePort[] ports) =>
        new("web", ports is [] ? [new(80, 8080)] : ports, Web, HealthCheck: check);

    private static ServiceSettings Made(CreateHealthCheck? check, params CreateServicePort[] ports)
    {
        Assert.False(ServiceRules.Parse(Create(check, ports), Blue).IsRefused(out _, out var made));
        return made.Settings;
    }

    private static ServiceSettings Set(SetService change, ServiceSettings now)
    {
        Assert.False(ServiceRules.Parse(change, now, [System.Net.Sockets.AddressFamily.InterNetwork], Blue).IsRefused(out _, out var settings));
        return settings;
    }

    private static IEnumerable<string> Fields(CreateService request)
    {
        Assert.True(ServiceRules.Parse(request, Blue).IsRefused(out var refusal, out _));
        return refusal.Problems.Select(problem => problem.Field);
    }
}
