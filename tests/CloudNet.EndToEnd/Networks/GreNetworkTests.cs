using CloudNet.Contracts.Networks;
using CloudNet.EndToEnd.Controllers;
using CloudNet.EndToEnd.Hosts;

namespace CloudNet.EndToEnd.Networks;

/// <summary>
/// A network of the driver gre between hosts that have Open vSwitch, in user space: built, put right, gone without a trace; and refused, in words, to a host
/// that has none.
/// </summary>
[Collection(SharedLabCollection.Name)]
public sealed class GreNetworkTests(SharedLab lab)
{
    [Fact]
    public async Task ANetworkOfOpenVswitchIsBuiltPutRightAndGoes()
    {
        LabHost[] hosts = [await HostAsync("gre1"), await HostAsync("gre2")];
        var network = await lab.Api.CreateNetworkAsync(new CreateNetwork("d-gre", "10.78.0.0/16", Driver: "gre"));
        foreach (var host in hosts) await lab.Api.JoinAsync("d-gre", host.Name);
        foreach (var host in hosts) await host.InSyncAsync(lab.Api, networks: 1);
        Container[] containers = [await hosts[0].AttachAsync("d-gre"), await hosts[1].AttachAsync("d-gre")];
        await Eventually.HoldsAsync("the containers reach each other", () => containers[0].PingsAsync(containers[1]));
        Assert.Equal(containers[0].Address, await containers[0].SeenByAsync(containers[1]));
        Assert.Equal(hosts[0].Address, await containers[0].SeenByInternetAsync());
        Assert.Contains($"type=gre options:key={network.Vni}", (await hosts[0].AgentCommandAsync("show", "kernel")).Output, StringComparison.Ordinal);

        await hosts[0].InsideAsync($"ovs-vsctl del-br cn-ov{network.Vni}");
        await Eventually.HoldsAsync("the bridge is there again", () => containers[0].PingsAsync(containers[1]));

        await lab.Api.DeleteNetworkAsync("d-gre");
        foreach (var host in hosts)
            await Eventually.HoldsAsync($"{host.Name} has nothing left of the network", async () =>
                !(await host.InsideAsync("ip -o link; ip route; ovs-vsctl show")).Contains("cn-", StringComparison.Ordinal));
        foreach (var container in containers) await container.Host.CloudNetAsync("detach", container.Name);
        foreach (var host in hosts) await lab.Api.RemoveHostAsync(host.Name);
    }

    [Fact]
    public async Task AHostWithoutOpenVswitchIsRefusedInWords()
    {
        await lab.Api.CreateNetworkAsync(new CreateNetwork("d-gre-none", "10.79.0.0/16", Driver: "gre"));
        var refused = await Assert.ThrowsAsync<ApiRefusalException>(() => lab.Api.JoinAsync("d-gre-none", "v1"));
        Assert.Contains("Open vSwitch's database does not answer", refused.Message, StringComparison.Ordinal);
        await lab.Api.DeleteNetworkAsync("d-gre-none");
    }

    private async Task<LabHost> HostAsync(string name)
    {
        var host = await lab.Lab.MachineAsync(name);
        await host.StartSwitchAsync();
        await host.JoinAsync(lab.Controller);
        await Eventually.HoldsAsync($"{name} has said what it can build", async () => (await lab.Api.HostAsync(name)).Drivers is not null);
        return host;
    }
}
