using System.Net;
using CloudNet.Agent.Plan.Services;
using CloudNet.Agent.Plan.Tables;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Services;

/// <summary>What nft is told, as a person would type it.</summary>
public sealed partial class ServicePlanTests
{
    private static readonly NetworkView Four = Served.In(Sample.Blue, "10.100.0.0/24");

    private static readonly WorkloadsView Backends = Served.Workloads(
        Served.On(1, "10.100.1.2", "app=web", "weight=2"), Served.On(2, "10.100.2.2", "app=web"), Served.On(1, "10.100.1.3"));

    [Fact]
    public void The_maps_and_chains_of_a_service() => Text.Equal(
        Frame.ReplaceLineEndings("\n").Replace(" \\\n", " ", StringComparison.Ordinal), Planned(Four, One with { AffinitySeconds = 600 }).Frame);

    private static NetworkService One => Served.WebService with { Addresses = [IPAddress.Parse("10.100.0.17")], Ports = [new(80, 8080)] };

    [Fact]
    public void The_elements_of_a_service() => Elements(One, """
        add element inet cloudnet-services ip-backends-0 { 10.100.0.17 . tcp . 80 : 10.100.1.2 . 8080 }
        add element inet cloudnet-services ip-backends-1 { 10.100.0.17 . tcp . 80 : 10.100.2.2 . 8080 }
        add element inet cloudnet-services ip-hairpin { 10.100.1.2 . 10.100.1.2, 10.100.1.3 . 10.100.1.3 }
        add element inet cloudnet-services ip-services { 10.100.0.17 . tcp . 80 : goto ip-random-2 }
        """);

    [Fact]
    public void By_weight_with_a_client_that_is_remembered() => Elements(One with { WeightLabel = "weight", AffinitySeconds = 600 }, """
        add element inet cloudnet-services ip-affine { 10.100.0.17 . tcp . 80 : goto ip-remember-600 }
        add element inet cloudnet-services ip-backends-0 { 10.100.0.17 . tcp . 80 : 10.100.1.2 . 8080 }
        add element inet cloudnet-services ip-backends-1 { 10.100.0.17 . tcp . 80 : 10.100.1.2 . 8080 }
        add element inet cloudnet-services ip-backends-2 { 10.100.0.17 . tcp . 80 : 10.100.2.2 . 8080 }
        add element inet cloudnet-services ip-hairpin { 10.100.1.2 . 10.100.1.2, 10.100.1.3 . 10.100.1.3 }
        add element inet cloudnet-services ip-served { 10.100.0.17 . tcp . 80 . 10.100.1.2, 10.100.0.17 . tcp . 80 . 10.100.2.2 }
        add element inet cloudnet-services ip-services { 10.100.0.17 . tcp . 80 : goto ip-sticky-random-3 }
        """);

    [Fact]
    public void By_source_to_fixed_backends_by_several_protocols() => Elements(
        One with
        {
            Backends = [new(IPAddress.Parse("192.0.2.7")), new(IPAddress.Parse("192.0.2.8"), Weight: 0), new(IPAddress.Parse("192.0.2.9"))],
            Algorithm = ServiceAlgorithm.Source, Ports = [new(53, 53, TransportProtocol.Udp), new(5060, 5060, TransportProtocol.Sctp)],
        }, """
        add element inet cloudnet-services ip-backends-0 { 10.100.0.17 . udp . 53 : 192.0.2.7 . 53, 10.100.0.17 . sctp . 5060 : 192.0.2.7 . 5060 }
        add element inet cloudnet-services ip-backends-1 { 10.100.0.17 . udp . 53 : 192.0.2.9 . 53, 10.100.0.17 . sctp . 5060 : 192.0.2.9 . 5060 }
        add element inet cloudnet-services ip-hairpin { 10.100.1.2 . 10.100.1.2, 10.100.1.3 . 10.100.1.3 }
        add element inet cloudnet-services ip-services { 10.100.0.17 . udp . 53 : goto ip-source-2, 10.100.0.17 . sctp . 5060 : goto ip-source-2 }
        """);

    [Fact]
    public void Of_its_own_alone_where_it_has_none_and_where_nobody_has() => Elements(
        [One with { LocalOnly = true, Selector = Served.Labels("weight=2") }, Other(18) with { LocalOnly = true }, Other(19) with { Backends = default, Selector = Served.Labels("app=none") }], """
        add element inet cloudnet-services ip-backends-0 { 10.100.0.17 . tcp . 80 : 10.100.1.2 . 8080 }
        add element inet cloudnet-services ip-hairpin { 10.100.1.2 . 10.100.1.2, 10.100.1.3 . 10.100.1.3 }
        add element inet cloudnet-services ip-services { 10.100.0.17 . tcp . 80 : goto ip-random-1, 10.100.0.18 . tcp . 80 : drop }
        """);

    [Fact]
    public void A_subnet_that_a_host_has_among_the_addresses_of_services_is_not_refused() => Assert.Contains(
        "forward ip daddr 10.100.0.0/20 ip daddr != 10.100.3.0/24 goto refused\n",
        Planned(Served.In(Sample.Blue.Without(1).Without(2).With(Sample.Member(1, "10.100.64.0/24")), "10.100.0.0/20"), One).Frame, StringComparison.Ordinal);

    private static NetworkService Other(int last) =>
        One with { Addresses = [IPAddress.Parse($"10.100.0.{last}")], Backends = [new(IPAddress.Parse("192.0.2.7"))] };

    private static void Elements(NetworkService service, string lines) => Elements([service], lines);

    private static void Elements(NetworkService[] services, string lines)
    {
        var elements = Planned(Four, services).Elements.Select(element => new NftElement(element.Key.Map, element.Key.Key, element.Value));
        Text.Equal(lines.ReplaceLineEndings("\n") + "\n", new TableScript(ServiceNames.Kind).Elements([], elements));
    }

    private static ServiceBook Planned(NetworkView network, params NetworkService[] services)
    {
        var book = new ServiceBook();
        var built = Agent.Plan.HostPlanner.Plan(Sample.Host(1), [network], [], Sample.Facts(), services: _ => Served.Services(services)).Networks;
        book.Take(new(true, [network.Id], built, _ => network, _ => Served.Services(services), _ => Backends, Sample.Host(1)));
        return book;
    }
}
