using System.Net;
using CloudNet.Agent.Diff;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>A workload's veth is whole or not there.</summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed class WorkloadVethTests
{
    private static readonly KernelState Blue = Plan([]);

    [Fact]
    public async Task Inside_are_the_address_the_routes_and_the_mtu()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await using var web = await NetworkNamespace.CreateAsync();
        await new LinuxKernel(host.Path).GoesToAsync(Plan([Sample.Attach(1, Sample.Blue, "10.100.1.2", web.Path)]));
        Text.Equal("""
            default via 10.100.1.1 dev eth0 metric 7700
            10.100.0.0/16 via 10.100.1.1 dev eth0
            10.100.1.0/24 dev eth0 proto kernel scope link src 10.100.1.2

            """, await web.RunAsync("ip route | sed 's/ *$//'"));
        Assert.Contains("eth0", await web.RunAsync("ip -brief link show up"));
        Assert.Contains("lo ", await web.RunAsync("ip -brief link show up"));
        Assert.Contains("mtu 1450", await web.RunAsync("ip link show dev eth0"));
        Assert.Contains("0a:77:00:00:00:01", await web.RunAsync("ip link show dev eth0"));
    }

    [Fact]
    public async Task A_default_route_of_the_workloads_own_stays_in_use()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await using var web = await NetworkNamespace.CreateAsync();
        await web.RunAsync("ip link set dev lo up; ip route add default dev lo metric 500");
        await new LinuxKernel(host.Path).GoesToAsync(Plan([Sample.Attach(1, Sample.Blue, "10.100.1.2", web.Path)]));
        Assert.Contains("dev lo", await web.RunAsync("ip route get 192.0.2.1"));
        await web.RunAsync("ip route del default dev lo");
        Assert.Contains("via 10.100.1.1 dev eth0", await web.RunAsync("ip route get 192.0.2.1"));
    }

    [Fact]
    public async Task Another_mtu_reaches_the_inside()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await using var web = await NetworkNamespace.CreateAsync();
        var kernel = new LinuxKernel(host.Path);
        var workload = Sample.Attach(1, Sample.Blue, "10.100.1.2", web.Path);
        await kernel.GoesToAsync(Plan([workload]));
        await kernel.GoesToAsync(HostPlanner.Plan(
            Sample.Host(1), [Sample.Blue.With(settings => settings with { Mtu = 1400 })], [workload], Sample.Facts()).Desired);
        Assert.Contains("mtu 1400", await web.RunAsync("ip link show dev eth0"));
    }

    [Theory]
    [InlineData("10.96.0.0/12", "10.96.0.0/12 via 10.100.1.1 dev eth0")]
    [InlineData("10.100.0.0/16,10.200.0.0/16", "10.100.0.0/16 via 10.100.1.1 dev eth0 10.200.0.0/16 via 10.100.1.1 dev eth0")]
    public async Task A_network_grows_without_the_veth_being_made_anew(string ranges, string routes)
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await using var web = await NetworkNamespace.CreateAsync();
        var kernel = new LinuxKernel(host.Path);
        var workload = Sample.Attach(1, Sample.Blue, "10.100.1.2", web.Path);
        await kernel.GoesToAsync(Plan([workload]));
        var before = await web.RunAsync("cat /sys/class/net/eth0/ifindex; ip route show default");
        var grown = Sample.Blue.With(settings => settings with { Ranges = [.. ranges.Split(',').Select(IPNetwork.Parse)] });
        await kernel.GoesToAsync(HostPlanner.Plan(Sample.Host(1), [grown], [workload], Sample.Facts()).Desired);
        Assert.Equal(before, await web.RunAsync("cat /sys/class/net/eth0/ifindex; ip route show default"));
        Assert.Equal(routes, (await web.RunAsync("ip route | grep via | grep -v default | xargs")).Trim());
    }

    [Fact]
    public async Task A_namespace_that_is_not_there_fails_its_own_step_and_no_other()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await using var web = await NetworkNamespace.CreateAsync();
        var failure = await FailsAsync(
            host, Plan([Sample.Attach(1, Sample.Blue, "10.100.1.2", "/run/netns/cnk-none"), Sample.Attach(2, Sample.Blue, "10.100.1.3", web.Path)]),
            Plan([Sample.Attach(2, Sample.Blue, "10.100.1.3", web.Path)]));
        Assert.Contains("/run/netns/cnk-none", failure.Reason);
    }

    [Theory]
    [InlineData("ip link add eth0 type bridge", "File exists")]
    [InlineData("ip link add other type bridge; ip address add 10.100.1.3/24 dev other; ip link set dev other up; ip route add 10.100.0.0/16 dev other", "File exists")]
    public async Task What_is_in_the_way_inside_leaves_nothing_half_made(string inTheWay, string reason)
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        await using var web = await NetworkNamespace.CreateAsync();
        await web.RunAsync("ip link set dev lo up; " + inTheWay);
        var before = await web.RunAsync("ip link; ip -4 address; ip route");
        var desired = Plan([Sample.Attach(1, Sample.Blue, "10.100.1.2", web.Path)]);
        var failure = await FailsAsync(host, desired, Blue);
        Assert.Contains(reason, failure.Reason);
        Assert.Equal(before, await web.RunAsync("ip link; ip -4 address; ip route"));
        await web.RunAsync("ip link show eth0 >/dev/null 2>&1 && ip link del eth0 || ip link del other");
        await new LinuxKernel(host.Path).GoesToAsync(desired);
    }

    [Fact]
    public async Task A_workload_that_ends_takes_its_veth_along_and_leaves_nothing()
    {
        await using var host = await NetworkNamespace.CreateHostAsync();
        var kernel = new LinuxKernel(host.Path);
        await using (var web = await NetworkNamespace.CreateAsync())
            await kernel.GoesToAsync(Plan([Sample.Attach(1, Sample.Blue, "10.100.1.2", web.Path)]));
        await GoneAsync(host, "cn-c0ffee000001");
        await kernel.IsAtAsync(Blue);
    }

    private static async Task<StepFailure> FailsAsync(NetworkNamespace host, KernelState desired, KernelState reached)
    {
        var kernel = new LinuxKernel(host.Path);
        var cancel = TestContext.Current.CancellationToken;
        var result = await kernel.ApplyAsync(KernelDiff.Between(await kernel.ReadAsync(cancel), desired), cancel);
        var failure = Assert.Single(result.Failures);
        Assert.IsType<VethLink>(failure.Step.Item);
        await kernel.IsAtAsync(reached);
        return failure;
    }

    // The kernel takes a namespace down in its own time; nothing but a look tells.
    private static async Task GoneAsync(NetworkNamespace host, string link)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(10));
        while ((await host.RunAsync("ip -brief link")).Contains(link)) await Task.Delay(20, deadline.Token);
    }

    private static KernelState Plan(Attachment[] attachments) =>
        HostPlanner.Plan(Sample.Host(1), [Sample.Blue], attachments, Sample.Facts()).Desired;
}
