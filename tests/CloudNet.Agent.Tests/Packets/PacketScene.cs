using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Policies;
using CloudNet.Agent.Plan.Services;
using CloudNet.Agent.Plan.Tables;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Agent.Tests.Services;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Tests.Packets;

/// <summary>
/// What three hosts are told: of blue, with services, which all are in; of red, which is peered with it and hosts 1 and 2 are in; of classic, which hosts 1 and
/// 2 are in and is open to nobody; of shy, which hosts 1 and 3 are in and is hidden from host 3; of green, which hosts 1 and 2 are in and where all is refused
/// that no policy lets pass (<see cref="PacketPolicies"/>). Of host 1 port 8000 leads to web1, and 8002 to api1 in green.
/// </summary>
/// <param name="isDrained">Whether web2 was taken out of all services, and callers are let in no more.</param>
internal sealed class PacketScene(bool isDrained)
{
    private static readonly NetworkView PlainRed = Sample.Network(
        4, new("red", [IPNetwork.Parse("10.200.0.0/16"), IPNetwork.Parse("fd00:200::/48")], NetworkDriver.Vxlan, Nat: true, Mtu: null, Vni: 8),
        Sample.Member(1, "10.200.1.0/24,fd00:200:0:1::/64"), Sample.Member(2, "10.200.2.0/24,fd00:200:0:2::/64"));

    private static readonly NetworkView Blue = Served.Blue.PeeredWith(PlainRed);
    private static readonly NetworkView Red = PlainRed.PeeredWith(Served.Blue);

    private static readonly NetworkView Shy = Sample.Network(
        5, new("shy", [IPNetwork.Parse("10.50.0.0/16"), IPNetwork.Parse("fd00:50::/48")], NetworkDriver.Vxlan, Nat: true, Mtu: null, Vni: 9),
        Sample.Member(1, "10.50.1.0/24,fd00:50:0:1::/64"), Sample.Member(3, "10.50.3.0/24,fd00:50:0:3::/64"));

    /// <summary>The hosts.</summary>
    public static readonly int[] Hosts = [1, 2, 3];

    /// <summary>The networks.</summary>
    public static ImmutableArray<NetworkView> Networks { get; } = [Blue, Red, Sample.Classic, Shy, PacketPolicies.Green];

    /// <summary>As it is at first, and once web2 was taken out.</summary>
    public static PacketScene First { get; } = new(isDrained: false);

    /// <summary>Once web2 was taken out of all services, and callers are let in no more.</summary>
    public static PacketScene Drained { get; } = new(isDrained: true);

    /// <summary>The workloads.</summary>
    public ImmutableArray<PacketWorkload> Workloads { get; } =
    [
        new("web1", 1, 1, Blue, "10.100.1.2,fd00:100:0:1::2", "app=web", "weight=3"),
        new("client1", 2, 1, Blue, "10.100.1.3,fd00:100:0:1::3"),
        new("web2", 3, 2, Blue, "10.100.2.2,fd00:100:0:2::2", isDrained ? "app=other" : "app=web", "weight=0"),
        new("client3", 4, 3, Blue, "10.100.3.2,fd00:100:0:3::2"),
        new("red1", 5, 1, Red, "10.200.1.2,fd00:200:0:1::2"),
        new("red2", 6, 2, Red, "10.200.2.2,fd00:200:0:2::2", "role=stranger"),
        new("classic1", 7, 1, Sample.Classic, "172.17.1.2"),
        new("classic2", 8, 2, Sample.Classic, "172.17.2.2"),
        new("shy1", 9, 1, Shy, "10.50.1.2,fd00:50:0:1::2"),
        new("shy3", 10, 3, Shy, "10.50.3.2,fd00:50:0:3::2"),
        new("barred3", 11, 3, Blue, "10.100.3.3,fd00:100:0:3::3", "role=barred"),
        new("stranger3", 12, 3, Blue, "10.100.3.4,fd00:100:0:3::4", "role=stranger"),
        .. PacketPolicies.Workloads,
    ];

    /// <summary>Blue's services.</summary>
    public static ServicesView Services { get; } = Served.Services(
        Of(17, "app=web") with { Ports = Served.WebService.Ports },
        Of(18, "app=none"),
        Of(20, "app=web") with { LocalOnly = true },
        Of(21, "app=web") with { AffinitySeconds = 600, Ports = Served.WebService.Ports },
        Of(22, "app=web") with { WeightLabel = "weight" },
        Of(23, "app=web") with { Algorithm = ServiceAlgorithm.Source },
        Of(24, "app=fixed") with { Selector = Served.Labels(), Backends = [new(IPAddress.Parse("192.168.124.1")), new(IPAddress.Parse("fd00:124::1"))] });

    /// <summary>What hosts know of blue's workloads.</summary>
    public WorkloadsView Known => WorkloadsOf(Blue.Id);

    /// <summary>The workloads of a host.</summary>
    public IEnumerable<PacketWorkload> On(int host) => Workloads.Where(workload => workload.Host == host);

    /// <summary>The ports of a host that lead to workloads.</summary>
    public static ImmutableArray<PortMapping> Mappings(int host) => host != 1 ? [] :
    [
        new(Blue.Id, "web1", TransportProtocol.Tcp, new(8000, 8000), 8080), new(PacketPolicies.Green.Id, "api1", TransportProtocol.Tcp, new(8002, 8002), 8080),
    ];

    /// <summary>The networks that are hidden from a host.</summary>
    public static ImmutableArray<NetworkId> Hidden(int host) => host == 3 ? [Shy.Id] : [];

    /// <summary>A host as it is planned, with the texts of its tables.</summary>
    public (HostPlan Plan, string Own, string Served, string Policed) Planned(int host)
    {
        var plan = HostPlanner.Plan(
            Sample.Host(host), Networks, [.. On(host).Select(workload => workload.AttachedAt($"/run/netns/{workload.Name}"))], Sample.Facts(host),
            Mappings(host), Hidden(host), _ => Known, id => id == Blue.Id ? Services : null, PoliciesOf);
        NetworkId[] there = [.. plan.Networks.Select(network => network.View.Id)];
        var (services, policies) = (new ServiceBook(), new PolicyBook());
        services.Take(new(true, there, plan.Networks, id => Networks.First(view => view.Id == id), ServicesOf, WorkloadsOf, Sample.Host(host)));
        policies.Take(new(true, there, plan.Networks, PoliciesOf, WorkloadsOf));
        return (plan, plan.Desired.Nft!.Text, Text(services), Text(policies.Table) + Text(policies.Ports));
    }

    /// <summary>The policies of a network.</summary>
    public PoliciesView PoliciesOf(NetworkId network) => PacketPolicies.Of(Networks.First(view => view.Id == network), isDrained);

    /// <summary>The services of a network.</summary>
    public static ServicesView ServicesOf(NetworkId network) =>
        network == Blue.Id ? Services : new(network, ImmutableSortedDictionary<ServiceId, NetworkService>.Empty);

    /// <summary>What hosts know of the workloads of a network.</summary>
    public WorkloadsView WorkloadsOf(NetworkId network) => (WorkloadsView)Workloads.Where(workload => workload.Network.Id == network).Aggregate(
        (View)Sample.Workloads(Networks.First(view => view.Id == network)),
        (view, one) => Served.On(one.Host, one.Addresses, one.Labels) is var (host, known)
            ? view.After(new WorkloadSet(host, Sample.Workload(one.Number), known))
            : view);

    private static string Text(ITablePlan table) => table.Frame + new TableScript(table.Kind).Elements([], table.All);

    private static NetworkService Of(int last, string selector) => new(
        $"s{last}", [IPAddress.Parse($"10.100.0.{last}"), IPAddress.Parse($"fd00:100::{last}")], [new(80, 8080)], Served.Labels(selector));
}
