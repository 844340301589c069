using System.Net;
using CloudNet.Agent.Control;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Support;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Attach;

/// <summary>Attach and detach on the real kernel, through the control socket, with no controller to be had.</summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed class AttachTests
{
    private static NetworkView Blue => Sample.BlueView(1, 2);

    [Fact]
    public async Task Attached_HasItsAddressAndReachesItsHost()
    {
        await using var rig = await AgentRig.StartAsync(Blue);
        await using var web = await NetworkNamespace.CreateAsync();
        var workload = await rig.AttachAsync(web.Name, labels: ["app=web"]);
        Assert.Equal([IPAddress.Parse("10.100.1.2")], workload.Addresses);
        Assert.Equal(web.Name, workload.Name);
        Assert.Equal("eth0", workload.Interface);
        Assert.Equal("web", workload.Labels["app"]);
        await web.RunAsync("ping -c 1 -W 2 10.100.1.1");
        Assert.Contains(workload.Mac.ToString(), await web.RunAsync("ip link show dev eth0"));
        Assert.Equal(workload.Id, Assert.Single(await rig.ListAsync()).Id);
    }

    [Fact]
    public async Task SameAgain_IsTheSame_AndAnotherOfThatNameIsRefused()
    {
        await using var rig = await AgentRig.StartAsync(Blue);
        await using var web = await NetworkNamespace.CreateAsync();
        await using var other = await NetworkNamespace.CreateAsync();
        var first = await rig.AttachAsync(web.Name, "web");
        var again = await rig.AttachAsync(web.Path, "web");
        Assert.Equal(first.Id, again.Id);
        Assert.Contains("10.100.1.2", await rig.RefusedAsync(other.Name, "web"));
        Assert.Contains("detach web --network blue", await rig.RefusedAsync(web.Name, "web", labels: ["app=other"]));
        Assert.Single(await rig.ListAsync());
    }

    [Fact]
    public async Task TwoNetworks_AreTwoInterfaces()
    {
        await using var rig = await AgentRig.StartAsync(Blue, Sample.GreenView(1));
        await using var web = await NetworkNamespace.CreateAsync();
        Assert.Equal("eth0", (await rig.AttachAsync(web.Name, "web")).Interface);
        var second = await rig.AttachAsync(web.Name, "web", network: Sample.Green.ToString());
        Assert.Equal("eth1", second.Interface);
        Assert.Equal([IPAddress.Parse("10.200.1.2")], second.Addresses);
        Assert.Contains("--network", ((RefusedAnswer)await rig.Control.AskAsync(new DetachRequest("web"), default)).Text);
        Assert.IsType<WorkloadAnswer>(await rig.Control.AskAsync(new DetachRequest("web", "green"), default));
        Assert.Equal("blue", Assert.Single(await rig.ListAsync()).Network);
    }

    [Fact]
    public async Task DefaultRoute_IsTheFirstNetworks_AndTheNextOnesWhenThatIsDetached()
    {
        await using var rig = await AgentRig.StartAsync(Blue, Sample.GreenView(1));
        await using var web = await NetworkNamespace.CreateAsync();
        await rig.AttachAsync(web.Name, "web");
        await rig.AttachAsync(web.Name, "web", network: "green");
        Assert.Contains("via 10.100.1.1 dev eth0", await web.RunAsync("ip route get 192.0.2.1"));
        Assert.IsType<WorkloadAnswer>(await rig.Control.AskAsync(new DetachRequest("web", "blue"), default));
        Assert.Contains("via 10.200.1.1 dev eth1", await web.RunAsync("ip route get 192.0.2.1"));
        await rig.AttachAsync(web.Name, "web");
        Assert.Contains("via 10.200.1.1 dev eth1", await web.RunAsync("ip route get 192.0.2.1"));
        Assert.IsType<WorkloadAnswer>(await rig.Control.AskAsync(new DetachRequest("web", "green"), default));
        Assert.Contains("via 10.100.1.1 dev eth0", await web.RunAsync("ip route get 192.0.2.1"));
    }

    [Fact]
    public async Task NamespaceThatIsInTheNetwork_IsRefusedWithTheWorkloadItIs()
    {
        await using var rig = await AgentRig.StartAsync(Blue);
        await using var web = await NetworkNamespace.CreateAsync();
        await rig.AttachAsync(web.Name, "web");
        var refusal = await rig.RefusedAsync(web.Path, "other");
        Assert.Contains("is in network blue already: as workload web, 10.100.1.2 on eth0", refusal);
        Assert.Contains("cloudnet detach web --network blue", refusal);
        Assert.Equal("web", Assert.Single(await rig.ListAsync()).Name);
    }

    [Fact]
    public async Task Detached_IsGone_AndGetsItsAddressBackUnderItsName()
    {
        await using var rig = await AgentRig.StartAsync(Blue);
        await using var web = await NetworkNamespace.CreateAsync();
        await using var db = await NetworkNamespace.CreateAsync();
        await rig.AttachAsync(web.Name, "web");
        await rig.AttachAsync(db.Name, "db");
        var detached = Assert.IsType<WorkloadAnswer>(await rig.Control.AskAsync(new DetachRequest("db"), default));
        Assert.Equal([IPAddress.Parse("10.100.1.3")], detached.Workload.Addresses);
        Assert.DoesNotContain("eth0", await db.RunAsync("ip -brief link"));
        await rig.Control.AskAsync(new DetachRequest("web"), default);
        Assert.Equal([IPAddress.Parse("10.100.1.3")], (await rig.AttachAsync(db.Name, "db")).Addresses);
        // Another gets one that nobody had lately: whoever still talks to the former web meets nobody else.
        Assert.Equal([IPAddress.Parse("10.100.1.4")], (await rig.AttachAsync(web.Name, "new")).Addresses);
        Assert.Contains("no workload nobody", ((RefusedAnswer)await rig.Control.AskAsync(new DetachRequest("nobody"), default)).Text);
    }

    [Fact]
    public async Task AddressAskedFor_IsGivenOrRefusedWithTheReason()
    {
        await using var rig = await AgentRig.StartAsync(Blue);
        await using var web = await NetworkNamespace.CreateAsync();
        Assert.Equal([IPAddress.Parse("10.100.1.20")], (await rig.AttachAsync(web.Name, "web", address: IPAddress.Parse("10.100.1.20"))).Addresses);
        await using var two = await NetworkNamespace.CreateAsync();
        Assert.Contains("in use by workload web", await rig.RefusedAsync(two.Name, "two", address: IPAddress.Parse("10.100.1.20")));
        foreach (var not in new[] { "10.100.1.0", "10.100.1.1", "10.100.1.255", "10.100.2.2", "fd00::1" })
            Assert.Contains("cannot be given", await rig.RefusedAsync(two.Name, "two", address: IPAddress.Parse(not)));
    }

    [Fact]
    public async Task FullLease_IsRefusedWithCounts()
    {
        var member = Sample.Member(1) with { Leases = [new(IPNetwork.Parse("10.100.1.0/30"), 1)] };
        await using var rig = await AgentRig.StartAsync(Blue with { Members = Blue.Members.SetItem(Sample.V1, member) });
        await using var web = await NetworkNamespace.CreateAsync();
        await rig.AttachAsync(web.Name, "web");
        await using var two = await NetworkNamespace.CreateAsync();
        Assert.Contains("1 of 1 are in use", await rig.RefusedAsync(two.Name, "two"));
        await rig.Control.AskAsync(new DetachRequest("web"), default);
        // Nothing else is left, so it rests no longer.
        Assert.Equal([IPAddress.Parse("10.100.1.2")], (await rig.AttachAsync(two.Name, "two")).Addresses);
    }

    [Fact]
    public async Task BadInput_IsRefusedAndChangesNothing()
    {
        await using var rig = await AgentRig.StartAsync(Blue);
        await using var web = await NetworkNamespace.CreateAsync();
        await web.RunAsync("ip link add eth7 type bridge");
        Assert.Contains("it is in blue", await rig.RefusedAsync(web.Name, network: "red"));
        Assert.Contains("ip netns", await rig.RefusedAsync("no-such-namespace"));
        Assert.Contains("no process", await rig.RefusedAsync(int.MaxValue.ToString()));
        Assert.Contains("no network namespace", await rig.RefusedAsync("/etc/passwd"));
        Assert.Contains("host's own", await rig.RefusedAsync("/proc/self/ns/net"));
        Assert.Contains("--name", await rig.RefusedAsync(web.Name, "bad name"));
        Assert.Contains("--ifname", await rig.RefusedAsync(web.Name, link: "much-too-long-for-a-link"));
        Assert.Contains("has an interface eth7 already", await rig.RefusedAsync(web.Name, link: "eth7"));
        Assert.Contains("label", await rig.RefusedAsync(web.Name, labels: ["key=" + new string('x', 64)]));
        Assert.Empty(await rig.ListAsync());
        Assert.DoesNotContain("eth0", await web.RunAsync("ip -brief link"));
    }
}
