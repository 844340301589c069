using System.Net;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Workloads;
using CloudNet.Controller.Hosts;
using CloudNet.Controller.Leases;
using CloudNet.Controller.Tests.Api;
using CloudNet.Store.Audit;
using CloudNet.Store.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNet.Controller.Tests.Audit;

/// <summary>What nobody asked for is in the log too: what hosts say, and what the controller does by itself.</summary>
public sealed class OwnAccordTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Fact]
    public async Task A_host_that_moves_is_told_as_its_own_doing()
    {
        using var owner = await controller.NewTenantAsync("moves");
        var host = await owner.NewHostAsync("v1", "192.168.124.1");
        await controller.Services.GetRequiredService<HostCommands>().UnderlayChangedAsync(host, IPAddress.Parse("192.168.124.9"), default);
        var moved = Assert.Single(await owner.AuditAsync("operation=MoveUnderlay"));
        Assert.Equal(("host", host.Value, "v1", "agent"), (moved.Actor.Kind, moved.Actor.Id!.Value, moved.Actor.Name, moved.Origin));
        Assert.Equal(
            ("192.168.124.1", "192.168.124.9"),
            (moved.Before!.Value.GetProperty("underlayAddress").GetString(), moved.After!.Value.GetProperty("underlayAddress").GetString()));
    }

    [Fact]
    public async Task Workloads_are_told_as_the_doing_of_the_host_that_reported_them_also_where_many_are_stored_at_once()
    {
        using var owner = await controller.NewTenantAsync("reports");
        var network = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var hosts = new[] { await owner.NewHostAsync("v1", "192.168.124.1", "blue"), await owner.NewHostAsync("v2", "192.168.124.2", "blue") };
        using (Deed.OfHosts("ReportWorkloads").Begin())
        {
            await using var db = controller.Database.Store().ForSystem();
            await ReportWriter.StoreAsync(db, [.. hosts.Select((host, at) => new HostStatus(
                host, "link", controller.Clock.GetUtcNow(), true, "1", "boot", null, null,
                [Workload(network.Id, $"web{at + 1}", $"10.100.{at + 1}.2")]))], default);
        }
        var log = await owner.AuditAsync("operation=ReportWorkloads");
        Assert.Equal(
            [
                "v1 ReportWorkloads: address 10.100.1.2 created", "v1 ReportWorkloads: workload web1 created",
                "v2 ReportWorkloads: address 10.100.2.2 created", "v2 ReportWorkloads: workload web2 created",
            ],
            log.Select(entry => entry.Short()).Order(StringComparer.Ordinal));
        Assert.Equal(hosts.Select(host => (Guid?)host.Value).Order(), log.Select(entry => entry.Actor.Id).Distinct().Order());
    }

    [Fact]
    public async Task A_lease_that_is_taken_back_is_told_as_the_controllers_doing()
    {
        using var before = await controller.NewTenantAsync("reclaimed");
        var network = await before.NewNetworkAsync("blue", "10.100.0.0/16");
        var gone = await before.NewHostAsync("v1", "192.168.124.1", "blue");
        await before.NewHostAsync("v2", "192.168.124.2");
        controller.Clock.Advance(TimeSpan.FromHours(49));
        using var owner = await controller.AdminAsync("reclaimed");
        await using (var db = controller.Database.Open())
        {
            var now = controller.Clock.GetUtcNow();
            var tenant = (await db.Tenants.SingleAsync(row => row.Name == "reclaimed")).Id;
            await db.Hosts.Where(row => row.TenantId == tenant && row.Name == "v2")
                .ExecuteUpdateAsync(row => row.SetProperty(host => host.LastSeenAt, now).SetProperty(host => host.LinkedTo, "link"));
            await controller.Services.GetRequiredService<ReclaimCommands>().ReclaimAsync(tenant, gone, network.Id, default);
        }
        var reclaimed = Assert.Single(await owner.AuditAsync("operation=ReclaimLease"));
        Assert.Equal(("system", "controller", "removed", "10.100.1.0/24"), (reclaimed.Actor.Kind, reclaimed.Origin, reclaimed.Action, reclaimed.SubjectName));
        Assert.Equal("v1", reclaimed.Before!.Value.GetProperty("host").GetString());
    }

    private WorkloadReport Workload(Contracts.Networks.NetworkId network, string name, string address) =>
        new(WorkloadId.New(TimeProvider.System), network, name, [IPAddress.Parse(address)], new Dictionary<string, string>(), controller.Clock.GetUtcNow());
}
