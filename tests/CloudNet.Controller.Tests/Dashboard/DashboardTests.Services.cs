using System.Net;
using CloudNet.Contracts.Services;
using CloudNet.Controller.Tests.Api;
using CloudNet.Web;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNet.Controller.Tests.Dashboard;

public sealed partial class DashboardTests
{
    [Fact]
    public async Task Services_are_made_listed_and_removed_as_the_person_who_is_signed_in()
    {
        using var owner = await controller.NewTenantAsync("services-page");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await using var page = await OpenAsync(controller, "services-page");
        var client = page.ServiceProvider.GetRequiredService<IControllerClient>();
        var none = CancellationToken.None;
        var network = Assert.Single(await client.NetworksAsync(none)).Id;

        // As the form sends it where nothing was typed: each is refused at a field that the form has.
        var refused = (await client.CreateServiceAsync(network, new(null, [new(null, 0, "tcp")], new Dictionary<string, string>()), none)).Problem!;
        Assert.Equal(["name", "ports[0].port", "ports[0].targetPort", "selector"], refused.Problems!.Select(problem => problem.Field).Order());

        var labels = new Dictionary<string, string> { ["app"] = "web" };
        var made = (await client.CreateServiceAsync(network, new("web", [new(80, 8080, "tcp")], labels), none)).Value!;
        Assert.Equal([IPAddress.Parse("10.100.0.17")], made.Addresses);
        var listed = Assert.Single((await client.ServicesAsync(network, none)).Items);
        Assert.Equal((made.Id, "blue", 0, new ServicePort(80, 8080)), (listed.Id, listed.NetworkName, listed.BackendCount, listed.Ports.Single()));
        Assert.Equal("name", Assert.Single((await client.CreateServiceAsync(network, new("web", [new(80)], labels), none)).Problem!.Problems!).Field);

        Assert.True((await client.RemoveServiceAsync(network, made.Id, none)).Value);
        Assert.Equal(404, (await client.RemoveServiceAsync(network, made.Id, none)).Problem!.Status);
        Assert.Empty((await client.ServicesAsync(network, none)).Items);
    }
}
