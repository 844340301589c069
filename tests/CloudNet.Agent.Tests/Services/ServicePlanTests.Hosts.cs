using System.Net;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Services;
using CloudNet.Contracts.Services;
using Xunit;
using Sample = CloudNet.Agent.Tests.Plan.Sample;

namespace CloudNet.Agent.Tests.Services;

public sealed partial class ServicePlanTests
{
    private const string LetThrough = "ct status dnat ct original ip daddr != 10.100.0.0/24 accept";

    [Theory]
    [InlineData(30080, true)]
    [InlineData(null, false)]
    public void What_comes_by_a_port_that_leads_to_a_service_is_let_through_between_networks_and_where_it_is_hidden(int? hostPort, bool isLetThrough)
    {
        var services = Served.Services(Served.WebService with { Ports = [new(80, 8080, HostPort: hostPort)] });
        string Planned(params Contracts.Networks.NetworkId[] hidden) => HostPlanner.Plan(
            Sample.Host(1), [Served.Blue, Sample.Classic], [], Sample.Facts(), hidden: [.. hidden],
            services: id => id == Served.Blue.Id ? services : Served.Services()).Desired.ToText();
        Assert.Equal(isLetThrough ? 1 : 0, Planned().Split(LetThrough).Length - 1);
        Assert.Equal(isLetThrough ? 3 : 0, Planned(Served.Blue.Id).Split(LetThrough).Length - 1);
    }

    [Fact]
    public void What_weighs_nothing_keeps_nobody_from_serving()
    {
        Backend Of(int last, int weight, BackendState state) => new(IPAddress.Parse($"10.100.1.{last}"), weight, IsHere: true, state);
        var served = ServiceElements.Served(Served.WebService, [Of(1, 0, BackendState.Ready), Of(2, 1, BackendState.Draining), Of(3, 1, BackendState.Away)]);
        Assert.Equal(["10.100.1.2"], served.Select(backend => $"{backend.Address}"));
    }
}
