using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Control;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Support;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Attach;

/// <summary>Workloads of networks with IPv6, in namespaces made without it as Docker makes its containers.</summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed class DualStackAttachTests
{
    [Fact]
    public async Task OfBothFamilies_ItHasAnAddressOfEach_AndGetsBothBack()
    {
        await using var rig = await AgentRig.StartAsync(Sample.BlueView(1, 2), Sample.DualView(1, 2));
        await using var web = await NetworkNamespace.CreateAsync();
        await web.RunAsync("sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1");
        await rig.AttachAsync(web.Name, "web");
        var both = await rig.AttachAsync(web.Name, "web", network: "dual");
        Assert.Equal(["10.44.1.2", "fd00:44:0:1::2"], both.Addresses.Select(address => address.ToString()));
        Assert.Contains("fd00:44:0:1::2/64", await web.RunAsync("ip -brief address show dev eth1"));
        Assert.Contains("via 10.100.1.1 dev eth0", await web.RunAsync("ip route get 192.0.2.1"));
        Assert.Contains("via fd00:44:0:1::1 dev eth1", await web.RunAsync("ip route get 2001:db8::1"));

        Assert.IsType<WorkloadAnswer>(await rig.Control.AskAsync(new DetachRequest("web", "dual"), default));
        await using var three = await NetworkNamespace.CreateAsync();
        await using var two = await NetworkNamespace.CreateAsync();
        var asked = await rig.AttachAsync(two.Name, "two", network: "dual", address: IPAddress.Parse("fd00:44:0:1::beef"));
        Assert.Equal(["10.44.1.3", "fd00:44:0:1::beef"], asked.Addresses.Select(address => address.ToString()));
        Assert.Equal(["10.44.1.2", "fd00:44:0:1::2"], (await rig.AttachAsync(web.Name, "web", network: "dual")).Addresses.Select(address => address.ToString()));
        Assert.Contains("in use by workload two", await rig.RefusedAsync(three.Name, "three", network: "dual", address: IPAddress.Parse("fd00:44:0:1::beef")));
        Assert.Contains("10.44.1.0/24 and fd00:44:0:1::/64", await rig.RefusedAsync(three.Name, "three", network: "dual", address: IPAddress.Parse("fd00:44:0:2::5")));
    }

    [Fact]
    public async Task OfSeveralNetworks_TheFirstHasTheDefaultRoute_AndTheNextOneWhenThatIsDetached()
    {
        await using var rig = await AgentRig.StartAsync(Sample.DualView(1, 2), Sample.BlueView(1, 2), Six);
        await using var web = await NetworkNamespace.CreateAsync();
        await rig.AttachAsync(web.Name, "web", network: "dual");
        await rig.AttachAsync(web.Name, "web", network: "six");
        Assert.Contains("via fd00:44:0:1::1 dev eth0", await web.RunAsync("ip route get 2001:db8::1"));
        Assert.IsType<WorkloadAnswer>(await rig.Control.AskAsync(new DetachRequest("web", "dual"), default));
        Assert.Contains("via fd00:66:0:1::1 dev eth1", await web.RunAsync("ip route get 2001:db8::1"));
        await rig.AttachAsync(web.Name, "web", network: "dual");
        Assert.Contains("via fd00:66:0:1::1 dev eth1", await web.RunAsync("ip route get 2001:db8::1"));
    }

    [Fact]
    public void ABookOfBeforeThereWasIPv6_IsReadAsItWas()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.State.Attachments, """
            {"entries":[{"attachment":{"id":"01980000-0000-7000-8000-c0ffee000001","network":"00000064-0000-0000-0000-000000000000","name":"web",
            "address":"10.100.1.2","mac":"0a:77:00:00:00:01","netnsPath":"/run/netns/web","interfaceName":"eth0","labels":{"app":"web"},
            "attachedAt":"2026-11-24T10:00:00+00:00"},"target":{"kind":"Path","path":"/run/netns/web"}}],
            "released":[{"network":"00000064-0000-0000-0000-000000000000","name":"db","address":"10.100.1.3","at":"2026-11-24T11:00:00+00:00"}]}
            """);
        var book = new AttachmentStore(folder.State).Load();
        Assert.Equal([IPAddress.Parse("10.100.1.2")], book.Find(Sample.Blue, "web")!.Attachment.Addresses);
        Assert.Equal([IPAddress.Parse("10.100.1.3")], book.Lately(Sample.Blue, "db", DateTimeOffset.Parse("2026-11-24T11:30:00+00:00", null)));
        new AttachmentStore(folder.State).Save(book);
        Assert.Equal(book.Entries.Single(), new AttachmentStore(folder.State).Load().Entries.Single());
    }

    private static Contracts.Views.NetworkView Six { get; } = Sample.DualView(1, 2) is var dual
        ? dual with
        {
            Id = new(new Guid(300, 0, 0, new byte[8])),
            Settings = dual.Settings with { Name = "six", Ranges = [IPNetwork.Parse("fd00:66::/48")], Vni = 4 },
            Members = dual.Members.ToImmutableSortedDictionary(
                pair => pair.Key, pair => pair.Value with { Leases = [new(IPNetwork.Parse($"fd00:66:0:{pair.Value.Name[1..]}::/64"), 1)] }),
        }
        : throw new InvalidOperationException();
}
