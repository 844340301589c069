using System.Globalization;
using System.Net;
using CloudNet.EndToEnd.Controllers;
using CloudNet.EndToEnd.Hosts;
using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.EndToEnd;

/// <summary>
/// Real hosts, a real controller and the network between them, on this machine alone:
/// <code>
///                bridge in «lan» ──┬── «ctl»   controller(s), PostgreSQL, RabbitMQ   192.168.124.10
///                                  ├── «v1» «v2» …  hosts                            192.168.124.51 …
///                                  └── «inet»  the rest of the world                 192.168.124.254, 203.0.113.1
/// </code>
/// Each is a network namespace; the test's own sockets are made in «ctl». The machine's own network is never touched. All
/// names begin with <c>cne2e-</c>, the number of this process and that of the lab, so that labs do not meet.
/// </summary>
public sealed class Lab : IAsyncDisposable
{
    public static readonly IPAddress ControllerAddress = IPAddress.Parse("192.168.124.10");
    public static readonly IPAddress Internet = IPAddress.Parse("203.0.113.1");

    private static int labs;
    private readonly string prefix = $"{Leftovers.Prefix}{Environment.ProcessId}-{Interlocked.Increment(ref labs)}-";
    private readonly List<NetworkNamespace> namespaces = [];
    private readonly List<LabHost> hosts = [];
    private int cables;

    private Lab() => Folder = Path.Combine(Path.GetTempPath(), prefix.TrimEnd('-'));

    /// <summary>Where everything that runs in the lab keeps its state and its logs.</summary>
    public string Folder { get; }

    public NetworkNamespace Lan { get; private set; } = null!;

    public NetworkNamespace ControllerSide { get; private set; } = null!;

    public NetworkNamespace InternetSide { get; private set; } = null!;

    public IReadOnlyList<LabHost> Hosts => hosts;

    /// <summary>The network alone, with nobody in it but the internet.</summary>
    public static async Task<Lab> CreateAsync()
    {
        await Leftovers.SweepAsync();
        var lab = new Lab();
        Directory.CreateDirectory(lab.Folder);
        lab.Lan = await lab.NamespaceAsync("lan");
        await lab.Lan.RunAsync("ip", "link", "add", "lan", "type", "bridge");
        await lab.Lan.RunAsync("ip", "link", "set", "lan", "up");
        lab.ControllerSide = await lab.PlugAsync("ctl", ControllerAddress);
        lab.InternetSide = await lab.PlugAsync("inet", IPAddress.Parse("192.168.124.254"));
        await lab.InternetSide.RunAsync("ip", "address", "add", Internet + "/32", "dev", "lo");
        await EchoServer.StartAsync(lab.InternetSide, lab.LogOf("internet"));
        return lab;
    }

    /// <summary>A machine on the lan that knows nothing of CloudNet yet. Its address follows from how many there are.</summary>
    public async Task<LabHost> MachineAsync(string name)
    {
        var host = new LabHost(this, name, IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"192.168.124.{51 + hosts.Count}")));
        hosts.Add(host);
        await host.BootAsync();
        return host;
    }

    /// <summary>A namespace with a cable to the lan.</summary>
    public async Task<NetworkNamespace> PlugAsync(string name, IPAddress address)
    {
        var made = await NamespaceAsync(name);
        var port = string.Create(CultureInfo.InvariantCulture, $"port{Interlocked.Increment(ref cables)}");
        await Processes.Command.RunAsync("ip", "link", "add", "eth0", "netns", made.Name, "type", "veth", "peer", "name", port, "netns", Lan.Name);
        await Lan.RunAsync("ip", "link", "set", port, "master", "lan", "up");
        await made.RunAsync("ip", "address", "add", address + "/24", "dev", "eth0");
        await made.RunAsync("ip", "link", "set", "eth0", "up");
        return made;
    }

    public async Task<NetworkNamespace> NamespaceAsync(string name)
    {
        var made = await NetworkNamespace.CreateAsync(prefix + name);
        namespaces.Add(made);
        return made;
    }

    public string LogOf(string what) => Path.Combine(Folder, "logs", what + ".log");

    /// <summary>A controller in «ctl» that is started and answers.</summary>
    public async Task<LabController> ControllerAsync(ControllerSettings? settings = null)
    {
        var controller = new LabController(this, settings ?? new ControllerSettings());
        await controller.StartAsync();
        return controller;
    }

    public async ValueTask DisposeAsync()
    {
        // PostgreSQL leaves its shared memory behind when it is killed, and stops at once when it is interrupted.
        foreach (var made in namespaces) await made.InterruptAsync("postgres");
        foreach (var made in Enumerable.Reverse(namespaces)) await made.DeleteAsync();
        await MountNamespace.RemoveAsync(name => name.StartsWith(prefix, StringComparison.Ordinal));
        await KeepLogsAsync();
        Directory.Delete(Folder, recursive: true);
    }

    // What a failed test needs to be understood; overwritten by the next run.
    private async Task KeepLogsAsync()
    {
        var kept = Path.Combine(Outputs.Root, "out", "logs", "lab-" + prefix.TrimEnd('-').Split('-')[^1]);
        if (Directory.Exists(kept)) Directory.Delete(kept, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        var logs = Path.Combine(Folder, "logs");
        if (Directory.Exists(logs)) await Processes.Command.RunAsync("cp", "-r", logs, kept);
    }
}
