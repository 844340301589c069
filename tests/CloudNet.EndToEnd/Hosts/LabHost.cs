using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using CloudNet.Contracts.Hosts;
using CloudNet.EndToEnd.Controllers;
using CloudNet.EndToEnd.Namespaces;
using CloudNet.EndToEnd.Processes;

namespace CloudNet.EndToEnd.Hosts;

/// <summary>A machine of the lab. What it has on its disk outlives <see cref="RebootAsync"/>; its network and processes do not.</summary>
public sealed partial class LabHost(Lab lab, string name, IPAddress address)
{
    private const string Gateway = "192.168.124.254";
    private NetworkNamespace? network;
    private string? files;
    private ChildProcess? agent;
    private int containers;

    public string Name => name;

    /// <summary>Its address on the lan: the underlay.</summary>
    public IPAddress Address { get; private set; } = address;

    public NetworkNamespace Namespace => network ?? throw new InvalidOperationException($"{name} is not booted.");

    public ChildProcess Agent => agent ?? throw new InvalidOperationException($"No agent was started on {name}.");

    public string StateFolder => Path.Combine(Disk, "state");

    // Not through 'ip netns exec', whose own view of the files has no others' views in it.
    private string[] Enter => ["nsenter", $"--net={Namespace.Path}", $"--mount={files}"];

    private string Disk => Path.Combine(lab.Folder, name);

    /// <summary>Copies all that is on its disk to another machine.</summary>
    public Task CopyDiskAsync(LabHost other) => Command.RunAsync("cp", "-a", Disk, Path.GetDirectoryName(other.StateFolder)!);

    /// <summary>The line that an operator runs, as the controller serves it, less the service.</summary>
    public async Task InstallAsync(Uri controller, string key) => await Namespace.TypeAsync(
        $"curl -fsS {controller}install.sh | sh -s -- --key {key} --name {name} --no-service --prefix {Disk} --state-dir {StateFolder}");

    /// <summary>Takes a host in and starts its agent: installed, enrolled, in the networks, and in sync.</summary>
    public async Task JoinAsync(LabController controller, params string[] networks)
    {
        var key = await controller.Api.CreateKeyAsync($"key-of-{name}", 1, networks);
        await InstallAsync(controller.Url, key.Secret);
        StartAgent();
        await InSyncAsync(controller.Api, networks.Length);
    }

    public void StartAgent() =>
        agent = ChildProcess.Start(lab.LogOf("agent-" + name),
            [.. Enter, Path.Combine(Disk, "bin", "cloudnet-agent"), "run", "--state-dir", StateFolder]);

    public Task KillAgentAsync() => Agent.KillAsync();

    /// <summary>Waits until the host itself reports that the newest revision of all its networks is in its kernel.</summary>
    public Task InSyncAsync(ControllerApi api, int? networks = null) => Eventually.HoldsAsync($"{name} is in sync", async () =>
    {
        var leases = (await api.HostAsync(name)).Leases;
        return (networks is null || leases.Count == networks) && leases.All(lease => lease.InSync);
    }, why: () => Agent.Said());

    /// <summary>Waits until both sides say that they are linked, and all is programmed.</summary>
    public Task LinkedAsync(ControllerApi api) => Eventually.HoldsAsync($"{name} is linked and in sync", async () =>
    {
        var status = await CloudNetAsync("status", "--json");
        if (status.Status != 0 || JsonDocument.Parse(status.Output).RootElement.GetProperty("link").GetString() != "linked") return false;
        var host = await api.HostAsync(name);
        return host.Link == HostLinkState.Linked && host.Leases.All(lease => lease.InSync);
    }, why: () => Agent.Said());

    /// <summary>The host's command line, as an operator types it.</summary>
    public Task<CommandResult> CloudNetAsync(params IEnumerable<string> arguments) =>
        Command.TryAsync("nsenter", [.. Enter.Skip(1), Path.Combine(Disk, "bin", "cloudnet"), .. arguments, "--state-dir", StateFolder]);

    public Task<CommandResult> AgentCommandAsync(params IEnumerable<string> arguments) =>
        Command.TryAsync("nsenter", [.. Enter.Skip(1), Path.Combine(Disk, "bin", "cloudnet-agent"), .. arguments, "--state-dir", StateFolder]);

    /// <summary>What a line prints that is typed on the host; fails where it does.</summary>
    public Task<string> InsideAsync(string line) =>
        Command.RunAsync("nsenter", [.. Enter.Skip(1), "sh", "-c", $"PATH=$PATH:{Path.Combine(Disk, "bin")}; {line}"]);

    /// <summary>A new container, attached to a network by its namespace's name.</summary>
    public async Task<Container> AttachAsync(string network, string? label = null)
    {
        var made = await lab.NamespaceAsync($"{name}c{++containers}");
        var container = await AttachAsync(network, made, made.Name, label);
        await EchoServer.StartAsync(made, lab.LogOf($"container-{name}-{containers}"));
        if (container.Ipv6 is not null) await EchoServer.StartIpv6Async(made, lab.LogOf($"container-{name}-{containers}-ipv6"));
        return container;
    }

    /// <summary>Attaches a namespace by whatever names it: its name, a path, or a process in it.</summary>
    public async Task<Container> AttachAsync(string network, NetworkNamespace made, string target, string? label = null)
    {
        var workload = $"{name}-c{containers}";
        string[] labels = label is null ? [] : ["--label", label];
        var result = await CloudNetAsync(["attach", target, "--network", network, "--name", workload, .. labels]);
        if (result.Status != 0) throw new InvalidOperationException($"attach on {name}: {result.Errors}{result.Output}");
        var printed = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse).ToArray();
        return new(this, made, workload, network, printed[0], printed.FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetworkV6));
    }
}
