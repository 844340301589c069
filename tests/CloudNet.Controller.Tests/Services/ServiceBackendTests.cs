using System.Net;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Services;
using CloudNet.Controller.Tests.Api;
using static CloudNet.Controller.Tests.Services.ServiceSteps;

namespace CloudNet.Controller.Tests.Services;

/// <summary>What is behind a service.</summary>
public sealed class ServiceBackendTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Path = "/api/v1/networks/blue/services";

    [Fact]
    public async Task Workloads_with_all_labels_of_the_selector_are_behind_it_as_their_hosts_report_them()
    {
        using var owner = await controller.NewTenantAsync("backends");
        var blue = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        var red = (await owner.NewNetworkAsync("red", "10.101.0.0/16")).Id;
        var (v1, v2) = (await owner.NewHostAsync("v1", "192.168.124.51", "blue"), await owner.NewHostAsync("v2", "192.168.124.52", "blue"));
        await owner.JoinAsync("red", "v1");
        await owner.NewServiceAsync("blue", Service("web") with { WeightLabel = "share" });
        await owner.NewServiceAsync("blue", Service("front") with { Selector = new Dictionary<string, string> { ["app"] = "web", ["tier"] = "front" } });
        Assert.Empty(await BackendsAsync(owner, "web"));

        var second = Workload(blue, "web-2", "10.100.1.3", ("app", "web"), ("tier", "front"), ("share", "0"));
        await controller.ReportAsync(v1, Workload(blue, "web-1", "10.100.1.2", ("app", "web"), ("share", "7")), second,
            Workload(blue, "api", "10.100.1.4", ("app", "api")), Workload(red, "web-1", "10.101.1.2", ("app", "web")));
        await controller.ReportAsync(v2, Workload(blue, "web-1", "10.100.2.2", ("app", "web"), ("share", "seven")));
        Assert.Equal(["web-1 v1 10.100.1.2 7", "web-1 v2 10.100.2.2 1", "web-2 v1 10.100.1.3 0"], await BackendsAsync(owner, "web"));
        Assert.Equal(["web-2 v1 10.100.1.3 1"], await BackendsAsync(owner, "front"));
        Assert.Equal(second.Id, (await owner.GetAsync<IReadOnlyList<BackendRecord>>($"{Path}/front/backends"))[0].WorkloadId);
        Assert.Equal(["front 1", "web 3"], await CountsAsync(owner));
        Assert.Equal(3, (await owner.GetAsync<ServiceRecord>($"{Path}/web")).BackendCount);

        // Nothing is asked for: they come and go by themselves, and no service is told anew.
        await controller.ReportAsync(v1, second with { Labels = new Dictionary<string, string> { ["app"] = "api", ["tier"] = "front" } });
        Assert.Equal(["web-1 v2 10.100.2.2 1"], await BackendsAsync(owner, "web"));
        Assert.Equal(["front 0", "web 1"], await CountsAsync(owner));
        Assert.Equal(2, (await controller.ToldAsync(blue)).Count);
        await owner.LeaveAsync("blue", "v2");
        Assert.Equal(["front 0", "web 0"], await CountsAsync(owner));
    }

    [Fact]
    public async Task Fixed_ones_are_told_in_their_order_and_are_no_workloads()
    {
        using var owner = await controller.NewTenantAsync("backendsfixed");
        var blue = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        await controller.ReportAsync(v1, Workload(blue, "web-1", "10.100.1.2", ("app", "web")));
        await owner.NewServiceAsync("blue", new("db", [new(5432)], Backends: [new("192.0.2.9", 0), new("192.0.2.7")]));
        Assert.Equal(
            [(IPAddress.Parse("192.0.2.9"), 0, null, null, null), (IPAddress.Parse("192.0.2.7"), 1, null, null, null)],
            (await owner.GetAsync<IReadOnlyList<BackendRecord>>($"{Path}/db/backends"))
                .Select(one => (one.Addresses.Single(), one.Weight, one.WorkloadId, one.WorkloadName, one.HostName)));
        Assert.Equal(["db 2"], await CountsAsync(owner));
        await owner.PutAsync<ServiceRecord>($"{Path}/db", new SetService(Selector: WebLabels));
        Assert.Equal(["web-1 v1 10.100.1.2 1"], await BackendsAsync(owner, "db"));
    }

    private static async Task<IEnumerable<string>> BackendsAsync(ApiClient owner, string service) =>
        (await owner.GetAsync<IReadOnlyList<BackendRecord>>($"{Path}/{service}/backends"))
        .Select(one => $"{one.WorkloadName} {one.HostName} {string.Join(' ', one.Addresses)} {one.Weight}");

    private static async Task<IEnumerable<string>> CountsAsync(ApiClient owner) =>
        (await owner.GetAsync<Page<ServiceRecord>>(Path)).Items.Select(service => $"{service.Name} {service.BackendCount}");
}
