using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Workloads;
using CloudNet.Web.Fleet;

namespace CloudNet.Web.Tests.Fleets;

/// <summary>A fleet that a test writes down in a few words; names decide ids, so that two of them can be compared.</summary>
public sealed class TestFleet(DateTimeOffset now)
{
    /// <summary>The time that a test fleet lives at unless told otherwise.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly List<HostRecord> hosts = [];
    private readonly List<NetworkRecord> networks = [];
    private readonly List<WorkloadRecord> workloads = [];
    private readonly List<ExpiringLeaseRecord> expiring = [];

    public TestFleet() : this(Now)
    {
    }

    /// <summary>flannel's own example and the classic recipe, all well: three hosts, two networks, four workloads.</summary>
    public static TestFleet Lab(DateTimeOffset? now = null) => new TestFleet(now ?? Now)
        .Host("v1").Host("v2").Host("v3")
        .Network("blue", "10.100.0.0/16", members: ["v1", "v2", "v3"])
        .Network("classic", "172.17.0.0/16", NetworkDriver.Routed, members: ["v1", "v2"])
        .Workload("web", "v1", "blue", ("app", "web")).Workload("db", "v2", "blue", ("app", "db"), ("tier", "data")).Workload("cache", "v3", "blue")
        .Workload("old", "v1", "classic");

    /// <summary>Adds a host; it is linked unless said otherwise.</summary>
    public TestFleet Host(string name, HostLinkState link = HostLinkState.Linked, params string[] problems)
    {
        DateTimeOffset? seen = link switch { HostLinkState.Linked => now.AddSeconds(-3), HostLinkState.Down => now.AddMinutes(-7), _ => null };
        var underlay = new IPAddress([192, 168, (byte)(124 + hosts.Count / 200), (byte)(51 + hosts.Count % 200)]);
        hosts.Add(new HostRecord(new HostId(Id(name)), name, underlay, link, seen, seen is null ? null : "0.1.0", problems, now.AddDays(-2), []));
        return this;
    }

    /// <summary>Gives the host that was added last a label.</summary>
    public TestFleet Label(string key, string value)
    {
        hosts[^1] = hosts[^1] with { Labels = (hosts[^1].Labels ?? new Dictionary<string, string>()).Append(new(key, value)).ToDictionary() };
        return this;
    }

    /// <summary>Adds a network at revision 9; a member's lease is in sync unless it is named in <paramref name="behind"/>.</summary>
    public TestFleet Network(
        string name, string range, NetworkDriver driver = NetworkDriver.Vxlan, string[]? members = null, string[]? behind = null, string[]? reserved = null)
    {
        var id = new NetworkId(Id(name));
        var leases = (members ?? []).Concat(reserved ?? []).Select((host, index) => new LeaseRecord(
            id, name, reserved?.Contains(host) == true ? null : new HostId(Id(host)), host, Subnet(range, index + 1), 1, reserved?.Contains(host) == true,
            reserved?.Contains(host) == true ? null : behind?.Contains(host) == true ? 7 : 9, 9));
        var (lowest, highest) = (Subnet(range, 1).BaseAddress, Subnet(range, 255).BaseAddress);
        networks.Add(new NetworkRecord(
            id, name, [new(IPNetwork.Parse(range), 24, lowest, highest)], driver, true, null, 100 + networks.Count, 9, now.AddDays(-1), [.. leases]));
        return this;
    }

    /// <summary>Adds a workload.</summary>
    public TestFleet Workload(string name, string host, string network, params (string Name, string Value)[] labels)
    {
        var of = networks.Single(known => known.Name == network);
        var lease = of.Leases.Single(known => known.HostName == host);
        var address = lease.Subnet.BaseAddress.GetAddressBytes();
        address[3] = (byte)(2 + workloads.Count);
        workloads.Add(new WorkloadRecord(
            new WorkloadId(Id(network + name)), name, new HostId(Id(host)), host, of.Id, network, [new IPAddress(address)],
            labels.ToDictionary(label => label.Name, label => label.Value), now.AddHours(-5)));
        return this;
    }

    /// <summary>A lease of a host that was heard of 20 hours ago is taken back in so many hours, or was.</summary>
    public TestFleet Expiring(string host, string network, int inHours)
    {
        var (of, subnet) = (networks.Single(known => known.Name == network), IPNetwork.Parse("10.100.1.0/24"));
        expiring.Add(new(of.Id, network, new HostId(Id(host)), host, subnet, now.AddHours(-20), now.AddHours(-1), now.AddHours(inHours), inHours < 0));
        return this;
    }

    /// <summary>What one look finds.</summary>
    public FleetSnapshot Snapshot() => new(
        [.. networks.OrderBy(network => network.Name, StringComparer.Ordinal)],
        [.. hosts.OrderBy(host => host.Name, StringComparer.Ordinal).Select(host => host with { Leases = LeasesOf(host.Id) })],
        [.. workloads.OrderBy(workload => workload.Name, StringComparer.Ordinal)], now, expiring);

    private List<LeaseRecord> LeasesOf(HostId host) => [.. networks.SelectMany(network => network.Leases).Where(lease => lease.HostId == host)];

    /// <summary>The id that goes with a name.</summary>
    public static Guid Id(string name)
    {
        var bytes = new byte[16];
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16).CopyTo(bytes);
        return new Guid(bytes);
    }

    private static IPNetwork Subnet(string range, int index)
    {
        var bytes = IPNetwork.Parse(range).BaseAddress.GetAddressBytes();
        bytes[2] = (byte)index;
        return new IPNetwork(new IPAddress(bytes), 24);
    }
}
