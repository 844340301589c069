using System.Net;
using CloudNet.Agent.Conntrack;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Services;
using CloudNet.Agent.Plan.Tables;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;
using Sample = CloudNet.Agent.Tests.Plan.Sample;

namespace CloudNet.Agent.Tests.Services;

public sealed class ServiceLeftoversTests
{
    private static readonly NetworkView Four = Served.In(Sample.Blue, "10.100.0.0/24");

    private static readonly NetworkService Dns = new(
        "dns", [IPAddress.Parse("10.100.0.17")], [new(53, 5353, TransportProtocol.Udp), new(54, 54, TransportProtocol.Udp)], Served.Web, WeightLabel: "weight");

    [Theory]
    [InlineData("10.100.0.17:53", "10.100.1.2:5353", false)] // It is there still.
    [InlineData("10.100.0.17:53", "10.100.2.2:5353", true)] // It is gone.
    [InlineData("10.100.0.17:53", "10.100.3.2:5353", false)] // It takes no new ones, and serves those that it has.
    [InlineData("10.100.0.17:53", "10.100.1.2:5354", true)] // It was led to another port.
    [InlineData("10.100.0.18:53", "10.100.2.2:5353", false)] // Another service's.
    [InlineData("10.100.0.17:55", "10.100.2.2:5353", false)] // No port of it.
    public void Flows_of_UDP_to_what_is_gone_and_no_others_are_wrong(string to, string answering, bool areWrong)
    {
        var (client, end) = (IPEndPoint.Parse("10.100.3.9:4711"), IPEndPoint.Parse(answering));
        Assert.Equal(areWrong, AfterOneIsGone().AreWrong(new(Flow.Udp, client, IPEndPoint.Parse(to), end, client)));
    }

    [Fact]
    public void Who_is_remembered_to_come_to_what_takes_no_new_connections_is_forgotten()
    {
        NftElement Client(string key, string to) => new("ip-affinity", key, to);
        var (gone, resting) = (Client("10.100.3.9 . 10.100.0.17 . udp . 53", "10.100.2.2 . 5353"), Client("10.100.3.8 . 10.100.0.17 . udp . 54", "10.100.3.2 . 54"));
        Assert.Equal([gone, resting], AfterOneIsGone().Wrong(
            [gone, Client("10.100.3.7 . 10.100.0.17 . udp . 53", "10.100.1.2 . 5353"), resting, Client("10.100.3.9 . 10.100.0.18 . udp . 53", "10.100.2.2 . 5353")]));
    }

    [Fact]
    public void Where_nothing_is_gone_there_is_nothing_to_look_for()
    {
        var book = new ServiceBook();
        Assert.True(new ServiceLeftovers(book, Taken(book, 1, 3).Gone).IsEmpty);
        Assert.True(new ServiceLeftovers(book, Taken(book, 1, 3).Gone).IsEmpty);
    }

    // Of three the second went; the third weighs nothing.
    private static ServiceLeftovers AfterOneIsGone()
    {
        var book = new ServiceBook();
        Taken(book, 1, 2, 3);
        return new(book, Taken(book, 1, 3).Gone);
    }

    private static TableChange Taken(ServiceBook book, params int[] hosts)
    {
        var services = Served.Services(Dns);
        var workloads = Served.Workloads([.. hosts.Select(host => Served.On(host, $"10.100.{host}.2", "app=web", $"weight={(host == 3 ? 0 : 1)}"))]);
        var built = HostPlanner.Plan(Sample.Host(1), [Four], [], Sample.Facts(), services: _ => services).Networks;
        return book.Take(new(true, [Four.Id], built, _ => Four, _ => services, _ => workloads, Sample.Host(1)));
    }
}
