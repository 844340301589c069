using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Names;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Agent.Tests.Services;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Names;

public sealed partial class NameBookTests
{
    [Fact]
    public void Who_is_in_another_network_is_told_nothing_unless_they_are_peered()
    {
        var red = Sample.Dual.With(settings => settings with { Name = "red", Vni = 6, Ranges = [IPNetwork.Parse("10.200.0.0/16")] })
            with { Id = Sample.NetworkId(6) };
        var book = Book(Services, Workloads, red);
        Assert.Equal("None", Look(book, "db.blue.cloudnet.internal", red.Id));
        Assert.Equal("Foreign", Look(book, "2.1.100.10.in-addr.arpa", red.Id));
        Assert.Equal("None", Look(book, "db.red.cloudnet.internal", red.Id));
        Assert.Equal("10.100.1.2 fd00:100:0:1::2", Look(book, "db.blue.cloudnet.internal", red.Id, Sample.Dual.Id));
        var peered = new NameBook();
        peered.Take(
            [On(Served.Blue), On(red) with { Peered = [Served.Blue] }],
            id => id == Served.Blue.Id ? Services : null, id => id == Served.Blue.Id ? Workloads : null);
        Assert.Equal("10.100.1.2 fd00:100:0:1::2", Look(peered, "db.blue.cloudnet.internal", red.Id));
        Assert.Equal("db.blue.cloudnet.internal", Look(peered, "2.1.100.10.in-addr.arpa", red.Id));
    }

    [Fact]
    public void What_is_not_known_yet_is_not_said_to_be_none()
    {
        foreach (var (services, workloads) in new[] { (Services, (WorkloadsView?)null), (null, Workloads), (null, null) })
        {
            Assert.Equal("Unknown", Look(Book(services, workloads), "other.blue.cloudnet.internal"));
            Assert.Equal("Unknown", Look(Book(services, workloads), "7.1.100.10.in-addr.arpa"));
        }
        foreach (var name in new[] { "peers", "_client._tcp.peers" }) Assert.Equal("Unknown", Look(Book(Services, null), $"{name}.blue.cloudnet.internal"));
        Assert.Equal("10.100.0.17 fd00:100::17", Look(Book(Services, null), "web.blue.cloudnet.internal"));
        Assert.Equal("10.100.1.2 fd00:100:0:1::2", Look(Book(null, Workloads), "db.blue.cloudnet.internal"));
    }

    [Fact]
    public void Of_a_service_withgonean_address_those_are_named_that_would_get_connections()
    {
        var check = Peers with { HealthCheck = new(HealthCheckKind.Tcp, 2379), Name = "peers" };
        var services = Served.Services(check);
        NetworkWorkload One(bool fails = false, bool drains = false, bool away = false) => new(
            "e", [IPAddress.Parse("10.100.1.5")], Served.Labels("app=etcd"), DateTimeOffset.UnixEpoch, fails ? [Served.Id(1)] : default, drains, away);
        var other = Named("f", 2, "10.100.2.5", "app=etcd");
        string With(NetworkWorkload one) => Look(Book(services, Served.Workloads((Sample.Host(1), one), other)), "peers.blue.cloudnet.internal");
        Assert.Equal("10.100.1.5 10.100.2.5", With(One()));
        foreach (var gone in new[] { One(fails: true), One(drains: true), One(away: true) }) Assert.Equal("10.100.2.5", With(gone));
        Assert.Equal("10.100.1.5", Look(Book(services, Served.Workloads((Sample.Host(1), One(fails: true)))), "peers.blue.cloudnet.internal"));
    }

    [Fact]
    public void What_changes_is_heeded_and_another_way_there_ends_in_the_same()
    {
        var book = Book(null, null);
        var network = On(Served.Blue);
        (ServicesView? Services, WorkloadsView? Workloads)[] steps =
        [
            (Services, Workloads), (Served.Services(Peers with { Name = "web" }, Served.WebService with { Name = "peers" }), Workloads),
            (Served.Services(), Served.Workloads(Named("db", 2, "10.100.2.2"))), (Services, Served.Workloads()), (null, null), (Services, Workloads),
        ];
        foreach (var (services, workloads) in steps)
        {
            book.Take([network], _ => services, _ => workloads);
            foreach (var name in new[] { "db", "same", "web", "peers", "twice", "_http._tcp.web", "etcd-1" })
                Assert.Equal(Look(Book(services, workloads), $"{name}.blue.cloudnet.internal"), Look(book, $"{name}.blue.cloudnet.internal"));
            Assert.Equal(Look(Book(services, workloads), "2.1.100.10.in-addr.arpa"), Look(book, "2.1.100.10.in-addr.arpa"));
        }
        book.Take([], _ => Services, _ => Workloads);
        Assert.Equal("None", Look(book, "db.blue.cloudnet.internal"));
    }
}
