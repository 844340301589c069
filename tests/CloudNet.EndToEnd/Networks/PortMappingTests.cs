using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.EndToEnd.Networks;

/// <summary>A port of a host leads to a container there: asked for at the controller, opened by the agent, and gone without a trace.</summary>
[Collection(SharedLabCollection.Name)]
public sealed class PortMappingTests(SharedLab lab)
{
    private const string Path = "api/v1/networks/blue/port-mappings";
    private const int Port = 8080;

    [Fact]
    public async Task AContainerIsReachedByAPortOfItsHostWhileItIsMappedAndAttached()
    {
        var web = await lab.V1.AttachAsync("blue");
        var mapping = await lab.Api.SendAsync<PortMappingRecord>(
            HttpMethod.Post, Path, new CreatePortMapping("v1", web.Name, $"{Port}", EchoServer.Port));
        await SeesAsync($"{lab.V2.Address}", lab.V2.Namespace, lab.V1.Address);
        await SeesAsync($"{lab.V1.Address}", lab.V1.Namespace, lab.V1.Address);
        await SeesAsync($"{lab.V2.Address}", lab.Blue[1].Namespace, lab.V1.Address);
        var gateway = await lab.V1.InsideAsync($"ip -4 -o address show cn-br{lab.BlueNetwork.Vni} | sed 's|.*inet \\([^/]*\\)/.*|\\1|'");
        foreach (var from in new[] { lab.Blue[0], lab.Classic[0] }) await SeesAsync(gateway.Trim(), from.Namespace, lab.V1.Address);
        await SeesAsync(gateway.Trim(), lab.V1.Namespace, IPAddress.Loopback);
        Assert.True(Assert.Single(await lab.Api.ListAsync<PortMappingRecord>(Path)).IsAttached);

        await lab.V1.CloudNetAsync("detach", web.Name);
        await SeesAsync("", lab.V2.Namespace, lab.V1.Address);
        Assert.Contains($"# closed: port {Port} tcp to {web.Name} 80", (await lab.V1.AgentCommandAsync("show", "plan")).Output, StringComparison.Ordinal);
        var again = await lab.V1.AttachAsync("blue", web.Namespace, web.Namespace.Name);
        await SeesAsync($"{lab.V2.Address}", lab.V2.Namespace, lab.V1.Address);

        await lab.Api.SendAsync(HttpMethod.Delete, $"{Path}/{mapping.Id}");
        await SeesAsync("", lab.V2.Namespace, lab.V1.Address);
        Assert.DoesNotContain($"{Port}", await lab.V1.InsideAsync("nft list ruleset"), StringComparison.Ordinal);
        Assert.Equal("0", (await lab.V1.InsideAsync($"sysctl -n net.ipv4.conf.cn-br{lab.BlueNetwork.Vni}.route_localnet")).Trim());
        await lab.V1.CloudNetAsync("detach", again.Name);
    }

    // Whom the container saw; nobody where nobody answers.
    private static Task SeesAsync(string whom, NetworkNamespace from, IPAddress to) =>
        Eventually.EqualsAsync($"who calls {to} from {from.Name}", whom, async () =>
            (await from.TryAsync("socat", "-t10", "-T10", "-", $"TCP:{to}:{Port},connect-timeout=5")).Output.Trim());
}
