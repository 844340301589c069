using System.Net;
using CloudNet.Agent.Tests.Services;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Views;
using CsCheck;

namespace CloudNet.Agent.Tests.Policies;

/// <summary>Policies, workloads and packets at random, of so few labels, addresses and ports that they meet.</summary>
internal static class PolicyCases
{
    private static readonly string[] Labels = ["app=web", "app=db", "tier=front"];
    private static readonly string[] Ranges = ["10.100.0.0/16", "10.100.1.0/24", "10.100.2.2/32", "192.0.2.0/24", "fd00:100:0:1::/64", "::/0"];

    private static readonly string[] Addresses =
    [
        "10.100.1.2", "10.100.1.3", "10.100.2.2", "10.100.2.3", "192.0.2.7",
        "fd00:100:0:1::2", "fd00:100:0:1::3", "fd00:100:0:2::2", "2001:db8::7",
    ];

    private static readonly Gen<string[]> SomeLabels =
        Gen.Bool.Array[3].Select(which => Labels.Where((label, at) => which[at] && (at != 1 || !which[0])).ToArray());

    private static readonly Gen<PolicyPeer> Peer = Gen.OneOf(
        SomeLabels.Select(labels => Policed.Peer(labels.Length == 0 ? ["app=web"] : labels)), Gen.Int[0, 5].Select(at => Policed.Cidr(Ranges[at])));

    private static readonly Gen<PolicyPort> Port = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 4], Gen.Int[0, 3]).Select((protocol, port, more) =>
        protocol == 3 || port == 0 ? new PolicyPort((PolicyProtocol)protocol) : new((PolicyProtocol)protocol, port, more == 0 ? null : port + more));

    /// <summary>Up to five policies.</summary>
    public static readonly Gen<NetworkPolicy[]> Policies = Gen.Select(Gen.Bool, Gen.Bool, Gen.Int[1, 3], SomeLabels, Peer.Array[0, 3], Port.Array[0, 3],
        Gen.Int[0, 3])
        .Select((isEgress, denies, priority, labels, peers, ports, dry) => new NetworkPolicy(
            "", isEgress ? PolicyDirection.Egress : PolicyDirection.Ingress, denies ? PolicyAction.Deny : PolicyAction.Allow, priority, Served.Labels(labels),
            peers.Length == 0 ? default : [.. peers], ports.Length == 0 ? default : [.. ports], dry == 0))
        .Array[0, 5].Select(all => all.Select((policy, at) => policy with { Name = $"p{at}" }).ToArray());

    /// <summary>Up to two workloads on each of two hosts.</summary>
    public static readonly Gen<(HostId Host, NetworkWorkload Workload)[]> Workloads = Gen.Select(SomeLabels, Gen.Bool).Array[4]
        .Select(all => all.Select((one, at) => (one.Item1, IsThere: one.Item2, Host: 1 + (at / 2), Last: 2 + (at % 2))).Where(one => one.IsThere)
            .Select(one => Served.On(one.Host, $"10.100.{one.Host}.{one.Last},fd00:100:0:{one.Host}::{one.Last}", one.Item1)).ToArray());

    /// <summary>Packets between any of the addresses, of one family.</summary>
    public static readonly Gen<PolicyPacket> Packets = Gen.Select(Gen.Int[0, 8], Gen.Int[0, 8], Gen.Int[0, 3], Gen.Int[1, 8])
        .Where(one => one.Item1 < 5 == one.Item2 < 5)
        .Select(one => new PolicyPacket(IPAddress.Parse(Addresses[one.Item1]), IPAddress.Parse(Addresses[one.Item2]), (PolicyProtocol)one.Item3, one.Item4));
}
