using System.Net;
using CloudNet.Contracts.Hosts;

namespace CloudNet.EndToEnd.Links;

/// <summary>A host whose underlay address is another keeps its lease, and its peers follow; nobody does anything, and no agent is started again.</summary>
[Collection(SharedLabCollection.Name)]
public sealed class MovedHostTests(SharedLab lab)
{
    private static readonly IPAddress Other = IPAddress.Parse("192.168.124.201");
    private static readonly IPAddress Given = IPAddress.Parse("192.168.124.202");

    [Fact]
    public async Task AHostThatRunsIsFollowedToItsNewAddress()
    {
        var host = await lab.HostAsync("moved", "blue");
        var (container, old) = (await host.AttachAsync("blue"), host.Address);
        await InReachAsync(host, container);
        var lease = await LeaseAsync(host);

        await host.ReaddressAsync(Other);
        await FollowedAsync(host, container, old);
        Assert.Equal(lease, await LeaseAsync(host));
        Assert.Contains($"address is {Other}, since {old} is on no link any more", host.Agent.Said(), StringComparison.Ordinal);
        await lab.Api.RemoveHostAsync("moved");
    }

    [Fact]
    public async Task AHostThatMovedWhileItWasOffComesBackAtItsNewAddress()
    {
        var host = await lab.HostAsync("moved2", "blue");
        var (container, old) = (await host.AttachAsync("blue"), host.Address);
        await InReachAsync(host, container);
        var lease = await LeaseAsync(host);

        await host.KillAgentAsync();
        await host.ReaddressAsync(Other);
        host.StartAgent();
        await FollowedAsync(host, container, old);
        Assert.Equal(lease, await LeaseAsync(host));
        await lab.Api.RemoveHostAsync("moved2");
    }

    [Fact]
    public async Task AnAddressGivenByHandIsLeftOnlyForAnotherThatIsGiven()
    {
        var host = await lab.HostAsync("moved3", "blue");
        var (container, old) = (await host.AttachAsync("blue"), host.Address);
        await InReachAsync(host, container);
        await GiveAsync(host, old, "is kept from now on");

        await host.ReaddressAsync(Given);
        await Eventually.HoldsAsync("the host says which address is gone, and the way out", async () =>
            (await host.CloudNetAsync("status")).Output is var said && said.Contains($"{old}, which was given by hand", StringComparison.Ordinal)
            && said.Contains($"cloudnet-agent enrol --controller {lab.Controller.Url.ToString().TrimEnd('/')} --underlay ADDRESS", StringComparison.Ordinal));
        Assert.Equal(old, (await lab.Api.HostAsync(host.Name)).UnderlayAddress);

        await GiveAsync(host, Given, $"was {old} and is {Given}");
        await FollowedAsync(host, container, old);
        await lab.Api.RemoveHostAsync("moved3");
    }

    /// <summary>As an operator does; no key, since the host is enrolled.</summary>
    private async Task GiveAsync(LabHost host, IPAddress address, string says)
    {
        var given = await host.AgentCommandAsync("enrol", "--controller", lab.Controller.Url.ToString(), "--underlay", address.ToString());
        Assert.True(given.Status == 0, given.Errors);
        Assert.Contains(says, given.Output, StringComparison.Ordinal);
        Assert.Contains("The running agent goes on with it.", given.Output, StringComparison.Ordinal);
    }

    private async Task FollowedAsync(LabHost host, Container container, IPAddress old)
    {
        await Eventually.HoldsAsync("the controller has the new address", async () =>
            await lab.Api.HostAsync(host.Name) is { Link: HostLinkState.Linked } shown && shown.UnderlayAddress.Equals(host.Address),
            why: () => host.Agent.Said());
        await Eventually.HoldsAsync("v1 sends there", async () =>
            await ForwardingAsync() is var entries && entries.Contains($" dst {host.Address} ", StringComparison.Ordinal)
            && !entries.Contains($" dst {old} ", StringComparison.Ordinal));
        await host.InSyncAsync(lab.Api, 1);
        await InReachAsync(host, container);
        Assert.Contains($"local {host.Address} ", await host.Namespace.TypeAsync($"ip -d link show cn-vx{lab.BlueNetwork.Vni}"), StringComparison.Ordinal);
        Assert.Empty((await lab.Api.HostAsync(host.Name)).Problems);
    }

    private Task InReachAsync(LabHost host, Container container) => Eventually.HoldsAsync("the container and one on v1 reach each other", async () =>
        await container.PingsAsync(lab.Blue[0]) && await lab.Blue[0].PingsAsync(container), why: () => host.Agent.Said());

    private Task<string> ForwardingAsync() => lab.V1.Namespace.TypeAsync($"bridge fdb show dev cn-vx{lab.BlueNetwork.Vni}");

    private async Task<(IPNetwork Subnet, long Epoch)> LeaseAsync(LabHost host) =>
        (await lab.Api.HostAsync(host.Name)).Leases.Single() is var lease ? (lease.Subnet, lease.Epoch) : default;
}
