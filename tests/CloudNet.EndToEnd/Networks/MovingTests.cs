using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.EndToEnd.Hosts;
using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.EndToEnd.Networks;

/// <summary>A container moves to another host of its segment, with its address and its MAC.</summary>
[Collection(SharedLabCollection.Name)]
public sealed class MovingTests(SharedLab lab)
{
    [Fact]
    public async Task AContainerTakesItsAddressAlong()
    {
        await lab.Api.CreateNetworkAsync("e-move", "10.82.0.0/16", "bridge");
        foreach (var host in new[] { lab.V1, lab.V2, lab.V3 }) await lab.Api.JoinAsync("e-move", host.Name);
        foreach (var host in new[] { lab.V1, lab.V2, lab.V3 }) await host.InSyncAsync(lab.Api);
        await lab.Api.SendAsync(HttpMethod.Post, "api/v1/networks/e-move/pins", new PinAddress("mover", "10.82.1.77"));
        var (address, bystander) = (IPAddress.Parse("10.82.1.77"), await lab.V3.AttachAsync("e-move"));
        await Eventually.HoldsAsync("the pin is known everywhere", async () =>
            (await Task.WhenAll(new[] { lab.V1, lab.V2 }.Select(host => host.AgentCommandAsync("show", "views")))).All(shown => shown.Output.Contains("10.82.1.77 for mover", StringComparison.Ordinal)));

        var macs = new List<string>();
        foreach (var host in new[] { lab.V1, lab.V2, lab.V1 })
        {
            var inside = await lab.Lab.NamespaceAsync($"mover{macs.Count}");
            var attached = await host.CloudNetAsync("attach", inside.Name, "--network", "e-move", "--name", "mover");
            Assert.True(attached.Status == 0, attached.Errors);
            Assert.Equal("10.82.1.77", attached.Output.Trim());
            macs.Add((await inside.RunAsync("cat", "/sys/class/net/eth0/address")).Trim());
            await Eventually.HoldsAsync($"it is found on {host.Name}", () => Reach.PingsAsync(bystander.Namespace, address));
            Assert.True(await Reach.PingsAsync(inside, Lab.Internet), "it leaves the network as its host");
            await KnownAsync(lab.V3, host.Address);
            Assert.Equal(0, (await host.CloudNetAsync("detach", "mover")).Status);
        }
        Assert.Single(macs.Distinct());
        Assert.Equal(0, (await lab.V3.CloudNetAsync("detach", bystander.Name)).Status);
        await lab.Api.DeleteNetworkAsync("e-move");
        foreach (var host in new[] { lab.V1, lab.V2, lab.V3 }) await host.InSyncAsync(lab.Api);
    }

    // The others have it from the controller, and not only by what came from there.
    private static Task KnownAsync(LabHost host, IPAddress where) => Eventually.HoldsAsync($"{host.Name} is told that it is at {where}", async () =>
        (await host.InsideAsync("bridge fdb show")).Split('\n').Any(line =>
            line.StartsWith("0a:77:0a:52:01:4d", StringComparison.Ordinal) && line.Contains($"dst {where} self extern_learn", StringComparison.Ordinal)));
}
