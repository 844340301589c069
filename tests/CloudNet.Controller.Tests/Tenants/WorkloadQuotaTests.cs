using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;
using CloudNet.Controller.Tenants;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNet.Controller.Tests.Tenants;

public sealed class WorkloadQuotaTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Fact]
    public async Task Hosts_are_told_when_the_limit_is_reached_and_when_there_is_room_again()
    {
        using var owner = await controller.NewTenantAsync("crowd");
        using var admin = await controller.AdminAsync();
        var blue = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        var red = (await owner.NewNetworkAsync("red", "10.101.0.0/16")).Id;
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51", "blue", "red");
        await admin.PutAsync<QuotasRecord>(Path, new SetQuotas(Workloads: 2));
        await ReportAsync("crowd", v1, blue, "one", "10.100.1.2");
        await ReportAsync("crowd", v1, red, "two", "10.101.1.2");
        Assert.Equal(new QuotaUse(2, 2), (await owner.GetAsync<QuotasRecord>(Path)).Workloads);
        await ToldAsync(blue, 2);
        await ToldAsync(red, 2);
        var revision = (await owner.NetworkAsync("blue")).Revision;

        // A network that is new is told as well; those that know it are not told again.
        var late = (await owner.NewNetworkAsync("late", "10.102.0.0/16")).Id;
        await ToldAsync(late, 2);
        Assert.Equal(revision, (await owner.NetworkAsync("blue")).Revision);

        await admin.PutAsync<QuotasRecord>(Path, new SetQuotas(Workloads: 3));
        foreach (var network in (NetworkId[])[blue, red, late]) await ToldAsync(network, null);
        await ReportAsync("crowd", v1, blue, "three", "10.100.1.3");
        await ToldAsync(blue, 3);
        await using (var db = controller.Database.Open())
            await db.Workloads.Where(row => row.HostId == v1 && row.Name == "three").ExecuteDeleteAsync();
        await ToldAsync(blue, null);
    }

    [Fact]
    public async Task One_tenants_limit_is_nothing_to_another()
    {
        using var owner = await controller.NewTenantAsync("roomy");
        using var crowded = await controller.NewTenantAsync("crowded");
        using var admin = await controller.AdminAsync();
        var roomy = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        var full = (await crowded.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        await admin.PutAsync<QuotasRecord>("/api/v1/tenants/crowded/quotas", new SetQuotas(Workloads: 0));
        await ToldAsync(full, 0);
        Assert.Single(await StreamLog.OfAsync(controller.Database, StreamName.Of(roomy)));
    }

    private static string Path => "/api/v1/tenants/crowd/quotas";

    private async Task ToldAsync(NetworkId network, int? full)
    {
        await controller.Services.GetRequiredService<QuotaKeeper>().LookAsync(default);
        Assert.Equal(full, (await StreamLog.NetworkAsync(controller.Database, network)).Settings.WorkloadsFull);
    }

    private async Task ReportAsync(string tenant, HostId host, NetworkId network, string name, string address) =>
        await controller.RunAsync(await controller.TenantAsync(tenant), host, network, WorkloadId.New(TimeProvider.System), name, address);
}
