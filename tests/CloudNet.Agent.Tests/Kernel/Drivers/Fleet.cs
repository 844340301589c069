using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Tests.Kernel.Drivers;

/// <summary>
/// What a controller would have hosts of a <see cref="Wire"/> do, changed at random: who is in which network, by which driver, at which address, with
/// which workloads.
/// </summary>
/// <param name="wire">The hosts, 1 to 3.</param>
/// <param name="workloads">Namespaces for workloads, of which each host has its own.</param>
/// <param name="random">Chooses.</param>
internal sealed class Fleet(Wire wire, ImmutableDictionary<int, NetworkNamespace[]> workloads, Random random)
{
    private const int Hosts = 3, Networks = 2;
    private static readonly NetworkDriver[] Drivers = Enum.GetValues<NetworkDriver>();
    private readonly Dictionary<int, NetworkSettings> settings = Enumerable.Range(1, Networks).ToDictionary(n => n, n => Usual(n));
    private readonly HashSet<(int Network, int Host)> members = [];
    private readonly HashSet<(int Network, int Host)> attached = [];
    private readonly Dictionary<int, int> addresses = Enumerable.Range(1, Hosts).ToDictionary(n => n, n => 50 + n);

    /// <summary>Changes one thing; what, in words.</summary>
    public async Task<string> ChangeAsync()
    {
        var (network, host) = (1 + random.Next(Networks), 1 + random.Next(Hosts));
        switch (random.Next(8))
        {
            case 0 or 1:
                return JoinOrLeave(network, host);
            case 2 or 3:
                if (!members.Contains((network, host))) return JoinOrLeave(network, host);
                return attached.Add((network, host)) ? $"a workload in {network} on {host}" : Detach(network, host);
            case 4:
                await MoveAsync(host);
                return $"host {host} moves to {addresses[host]}";
            default:
                settings[network] = Another(network);
                return $"network {network} is {settings[network].Plane}";
        }
    }

    /// <summary>What a host should have.</summary>
    public async Task<KernelState> PlanAsync(int host)
    {
        var views = Enumerable.Range(1, Networks).Where(network => members.Contains((network, host))).Select(View).ToArray();
        if (views.Length == 0) return KernelState.Empty;
        var attachments = attached.Where(of => of.Host == host && members.Contains(of)).Select(of => Attachment(of.Network, host));
        return await wire[host].PlanAsync(views, [.. attachments]);
    }

    private string JoinOrLeave(int network, int host) =>
        members.Add((network, host)) ? $"host {host} joins {network}" : Leave(network, host);

    private string Leave(int network, int host)
    {
        members.Remove((network, host));
        attached.Remove((network, host));
        return $"host {host} leaves {network}";
    }

    private string Detach(int network, int host)
    {
        attached.Remove((network, host));
        return $"no workload in {network} on {host}";
    }

    private async Task MoveAsync(int host)
    {
        var (from, to) = (addresses[host], addresses[host] == 50 + host ? 60 + host : 50 + host);
        await wire[host].Netns.RunAsync($"ip address del 192.168.124.{from}/24 dev eth0; ip address add 192.168.124.{to}/24 dev eth0; ip route replace default via 192.168.124.1");
        addresses[host] = to;
    }

    private static NetworkSettings Usual(int network) =>
        new($"n{network}", [IPNetwork.Parse($"10.{network}.0.0/16"), IPNetwork.Parse($"fd00:{network}::/48")], NetworkDriver.Vxlan, true, null, 10 + network);

    private NetworkSettings Another(int network)
    {
        var driver = Drivers[random.Next(Drivers.Length)];
        // In user space Open vSwitch does not send through WireGuard.
        var encrypted = random.Next(3) == 0 && driver != NetworkDriver.Gre;
        var usual = Usual(network);
        return usual with
        {
            Driver = driver, Encrypted = encrypted, DirectRouting = driver == NetworkDriver.Vxlan && !encrypted && random.Next(2) == 0, KeyGeneration = 1,
            Nat = random.Next(2) == 0, Mtu = random.Next(3) == 0 ? 1380 : null,
            Port = encrypted || driver is NetworkDriver.Wireguard or NetworkDriver.Udp ? Port(network, driver, encrypted) : null,
            // Plain routes carry no IPv6 over IPv4.
            Ranges = driver == NetworkDriver.Routed && !encrypted ? [usual.Ranges[0]] : usual.Ranges,
        };
    }

    // No other's: what is there goes only when the new is there.
    private int Port(int network, NetworkDriver driver, bool encrypted) =>
        40000 + network + (10 * (int)driver) + (100 * random.Next(2)) + (encrypted ? 1000 : 0);

    private NetworkView View(int network) => wire.WithKeys(Sample.Network(network, settings[network],
        [.. members.Where(of => of.Network == network).Select(of => Member(network, of.Host))])) with { Settings = settings[network] };

    private NetworkMember Member(int network, int host) => Sample.Member(host, Subnets(network, host)) with
    {
        Underlay = IPAddress.Parse($"192.168.124.{addresses[host]}"), Mac = new MacAddress(0x0a00_0000_0000UL + (ulong)((network * 16) + host)),
    };

    private string Subnets(int network, int host) => settings[network].Ranges.Length == 1 ? $"10.{network}.{host}.0/24" : $"10.{network}.{host}.0/24,fd00:{network}:0:{host}::/64";

    private Attachment Attachment(int network, int host)
    {
        var view = View(network);
        var addresses = view.Settings.Ranges.Length == 1 ? $"10.{network}.{host}.2" : $"10.{network}.{host}.2,fd00:{network}:0:{host}::2";
        return Sample.Attach((network * 16) + host, view, addresses, workloads[host][network - 1].Path);
    }
}
