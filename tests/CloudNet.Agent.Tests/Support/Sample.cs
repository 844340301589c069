using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Agent.Tests.Support;

/// <summary>Hosts and networks as the tests use them: flannel's example network on the hosts v1, v2, v3.</summary>
internal static class Sample
{
    public static readonly HostId V1 = Host(1);
    public static readonly HostId V2 = Host(2);
    public static readonly HostId V3 = Host(3);
    public static readonly NetworkId Blue = new(new Guid(100, 0, 0, new byte[8]));
    public static readonly NetworkId Green = new(new Guid(200, 0, 0, new byte[8]));

    public static HostId Host(int number) => new(new Guid(number, 0, 0, new byte[8]));

    public static IPAddress Underlay(int number) => IPAddress.Parse($"192.168.124.{50 + number}");

    public static HostView HostView(params NetworkId[] networks) => new(V1, "v1", [.. networks]);

    public static NetworkMember Member(int number, string range = "10.100") => new(
        Host(number), $"v{number}", Underlay(number), [new(IPNetwork.Parse($"{range}.{number}.0/24"), 1)], new(0x0a0000000000 + (ulong)number));

    public static NetworkView BlueView(params int[] members) => View(Blue, "blue", "10.100", 1, members);

    public static NetworkView GreenView(params int[] members) => View(Green, "green", "10.200", 2, members);

    /// <summary>A network of both families, in which host n has 10.44.n.0/24 and fd00:44:0:n::/64.</summary>
    public static NetworkView DualView(params int[] members) => new(
        Green, new("dual", [IPNetwork.Parse("10.44.0.0/16"), IPNetwork.Parse("fd00:44::/48")], NetworkDriver.Vxlan, Nat: true, null, 3),
        members.Select(number => Member(number, "10.44") is var member
            ? member with { Leases = [.. member.Leases, new(IPNetwork.Parse($"fd00:44:0:{number}::/64"), 1)] }
            : member).ToImmutableSortedDictionary(member => member.Host, member => member));

    /// <summary>When they were attached.</summary>
    public static readonly DateTimeOffset AttachedAt = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Workloads of a network, each on a host by its number, with an address; called <c>w1</c>, <c>w2</c>…</summary>
    public static WorkloadsView WorkloadsView(NetworkId network, params (int Host, string Addresses)[] all) =>
        WorkloadsView(network, [.. all.Select(one => (Host(one.Host), one.Addresses))]);

    /// <summary>The same of hosts by their ids.</summary>
    public static WorkloadsView WorkloadsView(NetworkId network, params (HostId Host, string Addresses)[] all) => (WorkloadsView)all.Index().Aggregate(
        (View)new WorkloadsView(network, ImmutableSortedDictionary<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>>.Empty),
        (view, one) => view.After(new WorkloadSet(one.Item.Host, new(new Guid(300 + one.Index, 0, 0, new byte[8])), new(
            $"w{one.Index + 1}", [.. one.Item.Addresses.Split(',').Select(IPAddress.Parse)], ImmutableSortedDictionary<string, string>.Empty, AttachedAt))));

    private static NetworkView View(NetworkId id, string name, string range, int vni, int[] members) => new(
        id, new(name, [IPNetwork.Parse($"{range}.0.0/16")], NetworkDriver.Vxlan, Nat: true, null, vni),
        members.Select(number => Member(number, range)).ToImmutableSortedDictionary(member => member.Host, member => member));
}
