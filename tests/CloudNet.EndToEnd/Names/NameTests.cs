using CloudNet.Contracts.Services;
using CloudNet.EndToEnd.Hosts;
using CloudNet.EndToEnd.Namespaces;
using CloudNet.EndToEnd.Services;

namespace CloudNet.EndToEnd.Names;

/// <summary>Containers find each other by name, with the resolver of their C library.</summary>
[Collection(SharedLabCollection.Name)]
public sealed class NameTests(SharedLab lab)
{
    private const string Network = "e-names", Path = $"api/v1/networks/{Network}";
    private static readonly Dictionary<string, string> Web = new() { ["app"] = "web" };

    [Fact]
    public async Task ContainersFindEachOtherAndServicesByNameWithOrWithoutController()
    {
        await JoinAsync();
        await lab.Api.SendAsync(HttpMethod.Post, $"{Path}/services", new CreateService("web", [new(80, 8080)], Web, Addresses: ["10.84.0.5"]));
        await lab.Api.SendAsync(HttpMethod.Post, $"{Path}/services", new CreateService("all", Selector: Web, Headless: true));
        var (one, two) = (await ServiceBackend.AttachAsync(lab, lab.V1, Network, "named-1"), await ServiceBackend.AttachAsync(lab, lab.V2, Network, "named-2"));
        var client = await lab.V3.AttachAsync(Network);
        var (first, second) = (await AddressAsync(lab.V1, one.Name), await AddressAsync(lab.V2, two.Name));

        await FindsAsync(client, "named-1", first);
        await FindsAsync(client, $"named-2.{Network}", second);
        await FindsAsync(client, $"NAMED-2.{Network}.cloudnet.internal.", second);
        await FindsAsync(client, "web", "10.84.0.5");
        await FindsAsync(client, "all", first, second);
        Assert.Equal($"named-1.{Network}.cloudnet.internal", (await client.Namespace.RunAsync("getent", "hosts", first)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1].Trim());
        Assert.Contains("named", await client.Namespace.RunAsync("socat", "-t3", "-", "TCP:web:80"), StringComparison.Ordinal);
        Assert.Equal(2, (await client.Namespace.TryAsync("getent", "ahostsv4", "nobody")).Status);

        // The controller and the agent are gone and the agent comes back by itself.
        await lab.Controller.KillAsync();
        await lab.V3.Agent.StopAsync();
        lab.V3.StartAgent();
        await FindsAsync(client, "named-1", first);
        await FindsAsync(client, "all", first, second);
        await lab.Controller.StartAsync();
        foreach (var host in new[] { lab.V1, lab.V2, lab.V3 }) await host.LinkedAsync(lab.Api);

        // Names change as what they stand for does, on every host.
        await two.DetachAsync();
        await FindsAsync(client, "all", first);
        await FindsAsync(client, "named-2");
        await lab.Api.SendAsync(HttpMethod.Delete, $"{Path}/services/web");
        await FindsAsync(client, "web");
        await one.DetachAsync();
        await LeaveAsync(client);
    }

    [Fact]
    public async Task AContainerIsTakenToTheResolverAndLetGoAgain()
    {
        await JoinAsync();
        var client = await lab.V3.AttachAsync(Network);
        var file = $"/etc/netns/{client.Namespace.Name}/resolv.conf";
        Assert.Contains($"search {Network}.cloudnet.internal cloudnet.internal", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        var gateway = (await lab.V3.CloudNetAsync("dns-args", Network)).Output.Split(' ')[1];
        Assert.Contains($"nameserver {gateway}\n", await client.Namespace.RunAsync("cat", "/etc/resolv.conf"), StringComparison.Ordinal);
        Assert.Equal($"{client.Address}\n", (await lab.V3.CloudNetAsync("lookup", client.Name)).Output);
        Assert.Equal($"{client.Name}.{Network}.cloudnet.internal\n", (await lab.V3.CloudNetAsync("lookup", $"{client.Address}")).Output);
        Assert.Contains("Nothing is known of nobody", (await lab.V3.CloudNetAsync("lookup", "nobody")).Errors, StringComparison.Ordinal);

        // What is not CloudNet's the host's own server knows.
        await using var upstream = await Upstream.StartAsync(lab.V3, lab.Lab);
        await FindsAsync(client, "outside.example", "192.0.2.7");
        await FindsAsync(client, "other.example");

        // Also where the network is closed to the host.
        await lab.Api.SendAsync(HttpMethod.Put, $"{Path}/hosts/v3/hidden");
        await lab.V3.InSyncAsync(lab.Api);
        await FindsAsync(client, client.Name, $"{client.Address}");

        var other = await lab.Lab.NamespaceAsync("undressed");
        Assert.Equal(0, (await lab.V3.CloudNetAsync("attach", other.Name, "--network", Network, "--without-dns")).Status);
        Assert.False(File.Exists($"/etc/netns/{other.Name}/resolv.conf"));
        await lab.V3.CloudNetAsync("detach", other.Name);
        await LeaveAsync(client);
        Assert.False(File.Exists(file));
    }

    private async Task JoinAsync()
    {
        await lab.Api.CreateNetworkAsync(Network, "10.84.0.0/16", "vxlan");
        foreach (var host in new[] { lab.V1, lab.V2, lab.V3 }) await lab.Api.JoinAsync(Network, host.Name);
        foreach (var host in new[] { lab.V1, lab.V2, lab.V3 }) await host.InSyncAsync(lab.Api);
    }

    private async Task LeaveAsync(Container client)
    {
        await lab.V3.CloudNetAsync("detach", client.Name);
        await lab.Api.DeleteNetworkAsync(Network);
        foreach (var host in new[] { lab.V1, lab.V2, lab.V3 }) await host.InSyncAsync(lab.Api);
    }

    private static async Task<string> AddressAsync(LabHost host, string name) => (await host.CloudNetAsync("lookup", name)).Output.Trim();

    private static Task FindsAsync(Container client, string name, params string[] addresses) =>
        Eventually.EqualsAsync($"{client.Name} finds {name}", string.Join(' ', addresses.Order(StringComparer.Ordinal)), async () => string.Join(' ',
            (await client.Namespace.TryAsync("getent", "ahostsv4", name)).Lines.Select(line => line.Split(' ')[0]).Distinct().Order(StringComparer.Ordinal)));
}
