using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using CloudNet.Contracts.Hosts;
using CloudNet.EndToEnd.Controllers;
using CloudNet.EndToEnd.Namespaces;
using CloudNet.EndToEnd.Processes;

namespace CloudNet.EndToEnd.Hosts;

/// <summary>A machine of the lab. What it has on its disk outlives <see cref="RebootAsync"/>; its network and processes do not.</summary>
public sealed class LabHost(Lab lab, string name, IPAddress address)
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

    public async Task BootAsync()
    {
        network = await lab.PlugAsync(name, Address);
        await network.RunAsync("ip", "route", "add", "default", "via", Gateway);
        files = await MountNamespace.CreateAsync(network);
    }

    /// <summary>
    /// Open vSwitch in user space, with the host's NIC, from then on nic0, as a port of its bridge eth0, which has the address: what an operator sets up
    /// where the kernel has none.
    /// </summary>
    public async Task StartSwitchAsync()
    {
        // What the kernel leaves to a NIC to be summed Open vSwitch would take as it is.
        var port = (await InsideAsync("ip -o link show dev eth0 | sed 's/.*eth0@if//; s/:.*//'")).Trim();
        await lab.Lan.TypeAsync($"ethtool -K $(ip -o link | sed -n 's/^{port}: //p' | sed 's/@.*//') tx off");
        await InsideAsync($"""
            set -e
            ip link set dev eth0 down; ip link set dev eth0 name nic0; ip address flush dev nic0; ip link set dev nic0 up
            cd /run/openvswitch
            ovsdb-tool create conf.db /usr/share/openvswitch/vswitch.ovsschema
            ovsdb-server conf.db --remote=punix:/run/openvswitch/db.sock --pidfile --detach --no-chdir -vconsole:off -vsyslog:off
            ovs-vsctl --no-wait init
            ovs-vswitchd unix:/run/openvswitch/db.sock --pidfile --detach -vconsole:off -vsyslog:off
            ovs-vsctl --timeout=10 add-br eth0 -- set bridge eth0 datapath_type=netdev -- add-port eth0 nic0
            ip address add {Address}/24 dev eth0; ip link set dev eth0 up; ip route add default via {Gateway}
            """);
    }

    /// <summary>All links, tables and processes gone; the agent is not started again by this.</summary>
    public async Task RebootAsync()
    {
        await NetworkNamespace.KillAllAsync(Namespace.Name);
        // A namespace lives on for minutes while a connection waits for a last word, and forwards meanwhile, which no machine does that is off.
        await Namespace.TypeAsync("for link in $(ls /sys/class/net); do ip link del $link 2>/dev/null; done; true");
        await Namespace.DeleteAsync();
        await BootAsync();
    }

    /// <summary>Another address on the lan in the place of its own, as DHCP gives one to a host that runs.</summary>
    public async Task ReaddressAsync(IPAddress other)
    {
        await Namespace.RunAsync("ip", "address", "del", Address + "/24", "dev", "eth0");
        await Namespace.RunAsync("ip", "address", "add", other + "/24", "dev", "eth0");
        await Namespace.RunAsync("ip", "route", "add", "default", "via", Gateway);
        Address = other;
    }

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
