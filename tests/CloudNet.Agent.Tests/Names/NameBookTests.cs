using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Names;
using CloudNet.Agent.Tests.Services;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using Xunit;
using Sample = CloudNet.Agent.Tests.Plan.Sample;

namespace CloudNet.Agent.Tests.Names;

public sealed partial class NameBookTests
{
    private static readonly NetworkService Peers = new(
        "peers", [], [new(2379, 2379, Name: "client"), new(53, 5353, TransportProtocol.Udp, "dns")], Served.Labels("app=etcd"), WeightLabel: "weight");

    private static readonly NetworkService Fixed = new("outside", [], [new(80, 8080, TransportProtocol.Tcp, "http")], Served.Labels(),
        [new(IPAddress.Parse("192.0.2.1"), 1), new(IPAddress.Parse("192.0.2.2"), 0)]);

    private static readonly ServicesView Services = Served.Services(
        Served.WebService with { Ports = [new(80, 8080, Name: "http")] }, Peers, Fixed,
        Served.WebService with { Name = "twice", Addresses = [IPAddress.Parse("10.100.0.9")] });

    private static readonly WorkloadsView Workloads = Served.Workloads(
        Named("db", 1, "10.100.1.2,fd00:100:0:1::2"), Named("Cache_1.a", 1, "10.100.1.3"), Named("twice", 2, "10.100.2.9"),
        Named("same", 1, "10.100.1.4"), Named("same", 2, "10.100.2.4"),
        Named("etcd-1", 1, "10.100.1.5,fd00:100:0:1::5", "app=etcd"), Named("etcd-2", 2, "10.100.2.5", "app=etcd", "weight=7"),
        Named("etcd-3", 2, "10.100.2.6", "app=etcd", "weight=0"));

    [Theory]
    [InlineData("db.blue.cloudnet.internal", "10.100.1.2 fd00:100:0:1::2")]
    [InlineData("cache_1.a.blue.cloudnet.internal", "10.100.1.3")]
    [InlineData("same.blue.cloudnet.internal", "10.100.1.4 10.100.2.4")]
    [InlineData("web.blue.cloudnet.internal", "10.100.0.17 fd00:100::17")]
    [InlineData("twice.blue.cloudnet.internal", "10.100.0.9")] // the service before the workload
    [InlineData("peers.blue.cloudnet.internal", "10.100.1.5 10.100.2.5 fd00:100:0:1::5")]
    [InlineData("outside.blue.cloudnet.internal", "192.0.2.1")]
    [InlineData("blue.cloudnet.internal", "")]
    [InlineData("cloudnet.internal", "")]
    [InlineData("_tcp.web.blue.cloudnet.internal", "")]
    [InlineData("_http._tcp.web.blue.cloudnet.internal", "web.blue.cloudnet.internal:80*1 10.100.0.17 fd00:100::17")]
    [InlineData("_client._tcp.peers.blue.cloudnet.internal",
        "etcd-1.blue.cloudnet.internal:2379*1 10.100.1.5 fd00:100:0:1::5 etcd-2.blue.cloudnet.internal:2379*7 10.100.2.5")]
    [InlineData("_dns._udp.peers.blue.cloudnet.internal",
        "etcd-1.blue.cloudnet.internal:5353*1 10.100.1.5 fd00:100:0:1::5 etcd-2.blue.cloudnet.internal:5353*7 10.100.2.5")]
    [InlineData("_http._tcp.outside.blue.cloudnet.internal", "outside.blue.cloudnet.internal:8080*1 192.0.2.1")]
    [InlineData("_http._udp.web.blue.cloudnet.internal", "None")]
    [InlineData("_other._tcp.web.blue.cloudnet.internal", "None")]
    [InlineData("_http._tcp.db.blue.cloudnet.internal", "None")]
    [InlineData("_x.blue.cloudnet.internal", "None")]
    [InlineData("other.blue.cloudnet.internal", "None")]
    [InlineData("db.red.cloudnet.internal", "None")]
    [InlineData("red.cloudnet.internal", "None")]
    [InlineData("db.blue.cloudnet.internal.example.org", "Foreign")]
    [InlineData("notcloudnet.internal", "Foreign")]
    [InlineData("example.org", "Foreign")]
    [InlineData("", "Foreign")]
    [InlineData("2.1.100.10.in-addr.arpa", "db.blue.cloudnet.internal")]
    [InlineData("17.0.100.10.in-addr.arpa", "web.blue.cloudnet.internal")]
    [InlineData("3.1.100.10.in-addr.arpa", "cache_1.a.blue.cloudnet.internal")]
    [InlineData("7.1.100.10.in-addr.arpa", "None")]
    [InlineData("2.1.101.10.in-addr.arpa", "Foreign")]
    [InlineData("02.1.100.10.in-addr.arpa", "Foreign")]
    [InlineData("1.100.10.in-addr.arpa", "Foreign")]
    [InlineData("256.1.100.10.in-addr.arpa", "Foreign")]
    [InlineData("2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.0.0.0.0.0.0.0.1.0.0.0.d.f.ip6.arpa", "db.blue.cloudnet.internal")]
    [InlineData("0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.0.0.0.0.0.0.0.1.0.0.0.d.f.ip6.arpa", "Foreign")]
    public void What_is_known(string name, string expected) => Assert.Equal(expected, Look(Book(Services, Workloads), name));

    private static (Contracts.Hosts.HostId, NetworkWorkload) Named(string name, int host, string addresses, params string[] labels) =>
        Served.On(host, addresses, labels) is var (id, workload) ? (id, workload with { Name = name }) : default;

    private static NetworkOnHost On(NetworkView view) => new(view, view.Members[Sample.Host(1)], Sample.Facts());

    private static NameBook Book(ServicesView? services, WorkloadsView? workloads, params NetworkView[] others)
    {
        var book = new NameBook();
        book.Take(
            [On(Served.Blue), .. others.Select(On)],
            id => id == Served.Blue.Id ? services : Served.Services(), id => id == Served.Blue.Id ? workloads : Served.Workloads());
        return book;
    }

    private static string Look(NameBook book, string name, params NetworkId[] from) =>
        book.Look(from.Length > 0 ? from : [Served.Blue.Id], name) is { Knows: NameKnowledge.Known } answer
            ? string.Join(' ',
            [
                .. Text(answer.Addresses), .. answer.Targets.OrderBy(target => target.Name, StringComparer.Ordinal)
                    .SelectMany(target => Text(target.Addresses).Prepend($"{target.Name}:{target.Port}*{target.Weight}")),
                .. answer.Names,
            ])
            : $"{book.Look(from.Length > 0 ? from : [Served.Blue.Id], name).Knows}";

    private static IEnumerable<string> Text(ImmutableArray<IPAddress> addresses) => addresses.Select(address => $"{address}").Order(StringComparer.Ordinal);
}
