using System.Net;
using System.Net.NetworkInformation;
using CloudNet.Controller.Webhooks;
using CloudNet.Domain.Webhooks;

namespace CloudNet.Controller.Tests.Webhooks;

/// <summary>The controller's own machine, by addresses that look like any other's.</summary>
public sealed class WebhookReachTests
{
    [Fact]
    public void The_machines_own_addresses_are_known() => Assert.Superset(
        new HashSet<IPAddress>(NetworkInterface.GetAllNetworkInterfaces().SelectMany(one => one.GetIPProperties().UnicastAddresses).Select(one => one.Address)),
        new HashSet<IPAddress>(new OwnAddresses(TimeProvider.System).Now));

    [Fact]
    public async Task An_address_of_an_interface_is_not_connected_to()
    {
        var addresses = new OwnAddresses(TimeProvider.System);
        var others = addresses.Now.Where(one => ReachRules.Allows(AddressReach.Private, one, new HashSet<IPAddress>())).ToList();
        Assert.SkipWhen(others.Count == 0, "this machine has no address but those of its links");
        using var connections = new WebhookConnections(new(1, TimeSpan.FromDays(1), AddressReach.Private), addresses);
        foreach (var own in others)
        {
            var fault = await Assert.ThrowsAsync<HttpRequestException>(() => connections.Client.GetAsync(new UriBuilder("http", own.ToString(), 9).Uri));
            Assert.Contains("not one that this controller connects to", fault.InnerException?.Message);
        }
    }
}
