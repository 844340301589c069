using System.Net;
using CloudNet.Agent.Conntrack;
using CloudNet.Agent.Plan;
using CloudNet.Contracts.Networks;
using Xunit;

namespace CloudNet.Agent.Tests.Conntrack;

/// <summary>Which flows go on to where no new one would be led.</summary>
public sealed class FlowTargetsTests
{
    private const string Host = "192.168.124.51", Client = "192.168.124.1:4711", Workload = "10.100.1.2";

    private static readonly FlowTargets Targets = new(
        [
            new(TransportProtocol.Udp, IPAddress.Parse("127.0.0.1"), new(53, 53), IPEndPoint.Parse("10.100.1.3:53")),
            new(TransportProtocol.Udp, null, new(53, 53), IPEndPoint.Parse("10.100.1.2:5353")),
            new(TransportProtocol.Udp, null, new(8000, 8010), IPEndPoint.Parse("10.100.1.2:9000")),
            new(TransportProtocol.Tcp, null, new(80, 80), IPEndPoint.Parse("10.100.1.2:8080")),
        ], [IPNetwork.Parse("10.100.1.0/24")]);

    [Theory]
    [InlineData(Host + ":53", Workload + ":5353", false)] // As it should be.
    [InlineData(Host + ":8003", Workload + ":9003", false)]
    [InlineData("127.0.0.1:53", "10.100.1.3:53", false)]
    [InlineData(Host + ":53", "10.100.1.9:5353", true)] // To who had it before.
    [InlineData(Host + ":8003", Workload + ":9004", true)]
    [InlineData("127.0.0.1:53", Workload + ":5353", true)]
    [InlineData(Host + ":53", Host + ":53", true)] // It began before it was led anywhere.
    [InlineData(Host + ":54", Workload + ":5353", true)] // It is led nowhere any more.
    [InlineData(Host + ":54", "172.17.0.2:53", false)] // Led by somebody else.
    [InlineData(Host + ":54", Host + ":54", false)] // Of the host's own.
    [InlineData("8.8.8.8:53", "8.8.8.8:53", false)] // To elsewhere.
    [InlineData("10.100.2.2:53", "10.100.2.2:53", false)]
    public void A_flow_is_wrong_where_a_new_one_would_go_elsewhere(string to, string answering, bool isWrong)
    {
        var flow = new Flow(Flow.Udp, IPEndPoint.Parse(Client), IPEndPoint.Parse(to), IPEndPoint.Parse(answering), IPEndPoint.Parse(Client));
        Assert.Equal(isWrong, Targets.AreWrong(flow, address => address.ToString() is Host or "127.0.0.1"));
    }
}
