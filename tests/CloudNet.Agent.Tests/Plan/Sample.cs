using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Plan;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Agent.Tests.Plan;

/// <summary>Networks and hosts to plan with. Host n is v{n}, with the underlay address 192.168.124.{50+n}.</summary>
internal static class Sample
{
    /// <summary>flannel's own example: three hosts, VXLAN.</summary>
    public static NetworkView Blue { get; } = Network(
        1, new("blue", [IPNetwork.Parse("10.100.0.0/16")], NetworkDriver.Vxlan, Nat: true, Mtu: null, Vni: 5),
        Member(1, "10.100.1.0/24"), Member(2, "10.100.2.0/24"), Member(3, "10.100.3.0/24"));

    /// <summary>The recipe by hand with docker0: two hosts, plain routes.</summary>
    public static NetworkView Classic { get; } = Network(
        2, new("classic", [IPNetwork.Parse("172.17.0.0/16")], NetworkDriver.Routed, Nat: true, Mtu: null, Vni: 6),
        Member(1, "172.17.1.0/24"), Member(2, "172.17.2.0/24"));

    /// <summary>Blue with IPv6 beside IPv4.</summary>
    public static NetworkView Dual { get; } = Network(
        1, Blue.Settings with { Ranges = [IPNetwork.Parse("10.100.0.0/16"), IPNetwork.Parse("fd00:100::/48")] },
        Member(1, "10.100.1.0/24,fd00:100:0:1::/64"), Member(2, "10.100.2.0/24,fd00:100:0:2::/64"), Member(3, "10.100.3.0/24,fd00:100:0:3::/64"));

    /// <summary>A network of IPv6 alone.</summary>
    public static NetworkView Six { get; } = Network(
        3, new("six", [IPNetwork.Parse("fd00:66::/48")], NetworkDriver.Vxlan, Nat: true, Mtu: null, Vni: 7),
        Member(1, "fd00:66:0:1::/64"), Member(2, "fd00:66:0:2::/64"));

    /// <summary>A host that forwards IPv4.</summary>
    public static KernelItems<IpForwarding> ForwardsIpv4 { get; } = KernelItems<IpForwarding>.Of([new IpForwarding(AddressFamily.InterNetwork, [])]);

    /// <summary>Host n.</summary>
    public static HostId Host(int n) => new(Guid.Parse($"01980000-0000-7000-8000-0000000000{n:x2}"));

    /// <summary>Workloads of a network, each on a host by its number, with its addresses.</summary>
    public static WorkloadsView Workloads(NetworkView network, params (int Host, string Addresses)[] all) =>
        Support.Sample.WorkloadsView(network.Id, [.. all.Select(one => (Host(one.Host), one.Addresses))]);

    /// <summary>Network n.</summary>
    public static NetworkId NetworkId(int n) => new(Guid.Parse($"01980000-0000-7000-8000-0000000001{n:x2}"));

    /// <summary>Workload n; its veth is cn-c0ffee0000{n}.</summary>
    public static WorkloadId Workload(int n) => new(Guid.Parse($"01980000-0000-7000-8000-c0ffee0000{n:x2}"));

    /// <summary>What host n is like.</summary>
    public static HostFacts Facts(int n = 1) => new("eth0", 1500, Underlay(n), IPNetwork.Parse("192.168.124.0/24"), []);

    /// <summary>Underlay address of host n.</summary>
    public static IPAddress Underlay(int n) => IPAddress.Parse($"192.168.124.{50 + n}");

    /// <summary>A network of these members.</summary>
    public static NetworkView Network(int n, NetworkSettings settings, params NetworkMember[] members) =>
        new(NetworkId(n), settings, members.ToImmutableSortedDictionary(member => member.Host, member => member));

    /// <summary>Host n with a lease.</summary>
    public static NetworkMember Member(int n, string subnet) =>
        new(Host(n), $"v{n}", Underlay(n), [.. subnet.Split(',').Select(one => new MemberLease(IPNetwork.Parse(one), 1))],
            new MacAddress(0x0a00_0000_0000UL + (ulong)n));

    /// <summary>Workload n in a network.</summary>
    public static Attachment Attach(int n, NetworkView network, string address, string netns = "/run/netns/web") =>
        new(Workload(n), network.Id, $"web{n}", [.. address.Split(',').Select(IPAddress.Parse)], new MacAddress(0x0a77_0000_0000UL + (ulong)n), netns, "eth0",
            ImmutableSortedDictionary<string, string>.Empty, DateTimeOffset.UnixEpoch);

    /// <summary>The view with other settings.</summary>
    public static NetworkView With(this NetworkView view, Func<NetworkSettings, NetworkSettings> change) =>
        view with { Settings = change(view.Settings) };

    /// <summary>The view with this member in place of what it had for its host.</summary>
    public static NetworkView With(this NetworkView view, NetworkMember member) =>
        view with { Members = view.Members.SetItem(member.Host, member) };

    /// <summary>The view without host n.</summary>
    public static NetworkView Without(this NetworkView view, int n) => view with { Members = view.Members.Remove(Host(n)) };

    /// <summary>The view, told that it is peered with another.</summary>
    public static NetworkView PeeredWith(this NetworkView view, NetworkView other) =>
        view.With(settings => settings with { Peerings = [new(other.Id, other.Settings.Name, other.Settings.Ranges)] });

    /// <summary>A network of so many members, from host 1 with 10.0.1.0/24 on.</summary>
    public static NetworkView Large(int members, NetworkDriver driver = NetworkDriver.Vxlan) => new(
        NetworkId(3), new("large", [IPNetwork.Parse("10.0.0.0/8")], driver, Nat: true, Mtu: null, Vni: 7),
        Enumerable.Range(1, members).Select(LargeMember).ToImmutableSortedDictionary(member => member.Host, member => member));

    /// <summary>Member n of <see cref="Large"/>.</summary>
    public static NetworkMember LargeMember(int n) => new(
        n == 1 ? Host(1) : new(Guid.Parse($"01980000-0000-7000-8001-{n:x12}")), $"v{n}",
        n == 1 ? Underlay(1) : new IPAddress([192, 168, (byte)(n >> 8), (byte)n]),
        [new(new(new IPAddress([10, (byte)(n >> 8), (byte)n, 0]), 24), 1)], new MacAddress(0x0a00_0000_0000UL + (ulong)n));
}
