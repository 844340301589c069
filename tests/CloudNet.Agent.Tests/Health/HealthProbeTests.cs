using System.Net;
using CloudNet.Agent.Health;
using CloudNet.Agent.Plan.Health;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Support;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Workloads;
using Xunit;

namespace CloudNet.Agent.Tests.Health;

/// <summary>Real servers and programs are asked, from inside their namespaces.</summary>
[Trait("needs", "root")]
public sealed class HealthProbeTests
{
    [Fact]
    public async Task Whoever_serves_is_found_to_and_of_others_it_is_said_why()
    {
        await using var inside = await NetworkNamespace.CreateAsync();
        await inside.RunAsync("ip link set lo up; ip addr add 10.9.0.2/32 dev lo");
        await using var server = await HealthServer.StartAsync(inside);
        using var checks = new TemporaryFolder();
        var probe = new HealthProbe(new(new(null), checks.State.Path), TimeProvider.System);
        Task<string?> AskAsync(HealthCheck check) => probe.AskAsync(Of(check), inside.Path, CancellationToken.None).Soon();

        Assert.Null(await AskAsync(new(HealthCheckKind.Tcp, 8080)));
        Assert.Equal("TCP to 10.9.0.2:9: Connection refused", await AskAsync(new(HealthCheckKind.Tcp, 9)));
        foreach (var (kind, port) in new[] { (HealthCheckKind.Http, 8080), (HealthCheckKind.Https, 8443) })
        {
            Assert.Null(await AskAsync(new(kind, port, "/status/204")));
            Assert.Null(await AskAsync(new(kind, port, "/status/302")));
            Assert.EndsWith(":8080/status/503: the answer was 503".Replace("8080", $"{port}"), await AskAsync(new(kind, port, "/status/503")));
            Assert.EndsWith("/never: no answer within 1 s", await AskAsync(new(kind, port, "/never", TimeoutSeconds: 1)));
            Assert.EndsWith("/: Connection refused", await AskAsync(new(kind, 9, "/")));
        }
        // One that speaks TLS serves nobody who does not.
        Assert.NotNull(await AskAsync(new(HealthCheckKind.Http, 8443, "/status/200")));
        Assert.NotNull(await AskAsync(new(HealthCheckKind.Https, 8080, "/status/200")));
        await inside.RunAsync("ip addr del 10.9.0.2/32 dev lo");
        Assert.StartsWith("TCP to 10.9.0.2:8080: ", await AskAsync(new(HealthCheckKind.Tcp, 8080)));
        Assert.StartsWith(
            "TCP to 10.9.0.2:8080: Could not enter", await probe.AskAsync(Of(new(HealthCheckKind.Tcp, 8080)), "/run/netns/none", CancellationToken.None));
    }

    [Fact]
    public async Task Programs_run_as_nobody_beside_the_workload_and_only_those_of_the_hosts_owner()
    {
        await using var inside = await NetworkNamespace.CreateAsync();
        using var checks = new TemporaryFolder();
        await inside.RunAsync($"chmod 755 {checks.State.Path}");
        var probe = new HealthProbe(new(new(null), checks.State.Path), TimeProvider.System);
        async Task<string?> RunAsync(string script, string mode = "755", int seconds = 5)
        {
            await File.WriteAllTextAsync($"{checks.State.Path}/check", $"#!/bin/sh\n{script}\n");
            await inside.RunAsync($"chmod {mode} {checks.State.Path}/check");
            var check = new HealthCheck(HealthCheckKind.Command, 7, Program: "check", TimeoutSeconds: seconds);
            return await probe.AskAsync(Of(check), inside.Path, CancellationToken.None).Soon();
        }

        Assert.Null(await RunAsync("exit 0"));
        Assert.Equal($"{checks.State.Path}/check ended with 3: it is late", await RunAsync("echo it is late; exit 3"));
        Assert.Null(await RunAsync("test \"$CLOUDNET_ADDRESS $CLOUDNET_PORT $CLOUDNET_WORKLOAD $CLOUDNET_SERVICE\" = '10.9.0.2 7 web-1 web'"));
        Assert.Null(await RunAsync("test \"$(id -u) $(id -g) $(id -G)\" = '65534 65534 65534'"));
        Assert.Null(await RunAsync("test \"$(readlink /proc/self/ns/net)\" = \"net:[" + await InodeAsync(inside) + "]\""));
        Assert.EndsWith("check: no answer within 1 s", await RunAsync("sleep 60", seconds: 1));
        Assert.Contains("may be written by others", await RunAsync("exit 0", "757"));
        Assert.Contains("may be written by others", await RunAsync("exit 0", "775"));
        File.Delete($"{checks.State.Path}/check");
        Assert.Equal($"this host has no program {checks.State.Path}/check; whoever owns the host puts it there",
            await probe.AskAsync(Of(new(HealthCheckKind.Command, 7, Program: "check")), inside.Path, CancellationToken.None));
    }

    private static async Task<string> InodeAsync(NetworkNamespace inside) => (await inside.RunAsync($"stat -L -c %i {inside.Path}")).Trim();

    private static CheckedBackend Of(HealthCheck check) => new(
        (new WorkloadId(Guid.NewGuid()), new ServiceId(Guid.NewGuid())), default, "web-1", [IPAddress.Parse("10.9.0.2")], "web", check);
}
