using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;
using CloudNet.Controller.Tests.Api;
using CloudNet.Domain.Leases;
using CloudNet.Store.Audit;
using CloudNet.Store.Reports;

namespace CloudNet.Controller.Tests.Networks;

public sealed partial class MembershipTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Fact]
    public async Task Joining_gives_the_lowest_subnet_and_tells_both_streams()
    {
        using var owner = await controller.NewTenantAsync("joins");
        var network = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51");
        await owner.NewHostAsync("v2", "192.168.124.52");

        var lease = await owner.JoinAsync("blue", "v1");
        Assert.Equal((v1, "v1", IPNetwork.Parse("10.100.1.0/24"), 1L, false, (long?)null, 2L),
            (lease.HostId!.Value, lease.HostName, lease.Subnet, lease.Epoch, lease.Reserved, lease.AppliedRevision, lease.Revision));
        Assert.Equal(IPNetwork.Parse("10.100.2.0/24"), (await owner.JoinAsync(network.Id.ToString(), "v2")).Subnet);

        var view = await StreamLog.NetworkAsync(controller.Database, network.Id);
        var expected = new NetworkMember(v1, "v1", IPAddress.Parse("192.168.124.51"), [new(lease.Subnet, 1)], VtepMac.Of(network.Id, lease.Subnet));
        Assert.Equal(expected, view.Members[v1]);
        Assert.Equal([network.Id], (await StreamLog.HostAsync(controller.Database, v1, "v1")).Networks);
    }

    [Fact]
    public async Task Joining_twice_is_joining_once()
    {
        using var owner = await controller.NewTenantAsync("twice");
        var network = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.NewHostAsync("v1", "192.168.124.51");

        var first = await owner.JoinAsync("blue", "v1");
        Assert.Equal(first, await owner.JoinAsync("blue", "v1"));
        Assert.Equal(2, (await StreamLog.OfAsync(controller.Database, StreamName.Of(network.Id))).Count);
    }

    [Fact]
    public async Task Leaving_frees_the_subnet_and_its_next_holder_has_a_higher_epoch()
    {
        using var owner = await controller.NewTenantAsync("leaves");
        var network = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        await owner.NewHostAsync("v2", "192.168.124.52");

        await owner.LeaveAsync("blue", "v1");
        await owner.LeaveAsync("blue", "v1"); // it is out already
        Assert.Empty((await owner.NetworkAsync("blue")).Leases);
        var lease = await owner.JoinAsync("blue", "v2");
        Assert.Equal((IPNetwork.Parse("10.100.1.0/24"), 2L), (lease.Subnet, lease.Epoch));
        await owner.LeaveAsync("blue", "v2");
        Assert.Equal((IPNetwork.Parse("10.100.1.0/24"), 3L), (lease.Subnet, (await owner.JoinAsync("blue", "v1")).Epoch));

        Assert.Equal(6, (await StreamLog.OfAsync(controller.Database, StreamName.Of(network.Id))).Count);
        Assert.Equal([v1], (await StreamLog.NetworkAsync(controller.Database, network.Id)).Members.Keys);
        await StreamLog.HostAsync(controller.Database, v1, "v1");
    }

    [Fact]
    public async Task A_full_network_says_what_takes_it()
    {
        using var owner = await controller.NewTenantAsync("full");
        await owner.NewNetworkAsync("tiny", "10.100.0.0/28", subnetLength: 30);
        await owner.ReserveAsync("tiny", "v9", "10.100.0.4/30");
        for (var host = 1; host <= 2; host++) await owner.NewHostAsync($"v{host}", $"192.168.124.{host}", "tiny");
        await owner.NewHostAsync("v3", "192.168.124.3");

        var problem = await owner.PutRefusedAsync("/api/v1/networks/tiny/hosts/v3", 409);
        foreach (var said in new[] { "2 used, 1 reserved, 0 free of 4", "None of the holders has a workload." }) Assert.Contains(said, problem.Detail);
        var lease = (await owner.NetworkAsync("tiny")).Leases.Single(lease => lease.HostName == "v2");
        using (Deed.OfHosts("ReportWorkloads").Begin())
        {
            await using var db = controller.Database.Store().ForSystem();
            var (id, at) = (WorkloadId.New(controller.Clock), controller.Clock.GetUtcNow());
            var web = new WorkloadReport(id, lease.NetworkId, "web", [lease.Subnet.BaseAddress], new Dictionary<string, string>(), at);
            await ReportWriter.StoreAsync(db, [new(lease.HostId!.Value, "link", at, true, "1", "boot", [], null, [web])], default);
        }
        problem = await owner.PutRefusedAsync("/api/v1/networks/tiny/hosts/v3", 409);
        Assert.Contains("The largest holders: v2 (1 in use); 1 of 2 have no workload. Take a host out of it", problem.Detail);
    }

    [Fact]
    public async Task A_host_cannot_join_a_network_that_its_own_address_is_in()
    {
        using var owner = await controller.NewTenantAsync("inside");
        await owner.NewNetworkAsync("blue", "192.168.0.0/16");
        await owner.NewHostAsync("v1", "192.168.124.51");

        Assert.Contains("192.168.124.51", (await owner.PutRefusedAsync("/api/v1/networks/blue/hosts/v1", 409)).Detail);
    }

    [Fact]
    public async Task Who_or_what_is_not_there_is_404()
    {
        using var owner = await controller.NewTenantAsync("absent");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.NewHostAsync("v1", "192.168.124.51");

        await owner.PutRefusedAsync("/api/v1/networks/blue/hosts/v9", 404);
        await owner.PutRefusedAsync("/api/v1/networks/red/hosts/v1", 404);
        await owner.PutRefusedAsync($"/api/v1/networks/blue/hosts/{Guid.NewGuid()}", 404);
        await owner.DeleteRefusedAsync("/api/v1/networks/blue/hosts/v9", 404);
    }

    [Fact]
    public async Task Thirty_two_at_once_get_a_subnet_each_and_every_revision_is_there()
    {
        using var owner = await controller.NewTenantAsync("crowd");
        var network = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var hosts = new List<HostId>();
        for (var host = 1; host <= 32; host++) hosts.Add(await owner.NewHostAsync($"v{host}", $"192.168.124.{host}"));

        var leases = await Task.WhenAll(hosts.Select(host => owner.JoinAsync("blue", host.ToString())));
        Assert.Equal(32, leases.Select(lease => lease.Subnet).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 32).Select(index => $"10.100.{index}.0/24").Order(), leases.Select(lease => lease.Subnet.ToString()).Order());
        // Those that came together are one revision.
        Assert.InRange((await StreamLog.OfAsync(controller.Database, StreamName.Of(network.Id))).Count, 2, 33);
        Assert.Equal(32, (await StreamLog.NetworkAsync(controller.Database, network.Id)).Members.Count);
    }

    [Fact]
    public async Task Joining_leaving_and_removing_at_once_end_in_one_truth()
    {
        using var owner = await controller.NewTenantAsync("churn");
        var network = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var other = await owner.NewNetworkAsync("red", "10.101.0.0/16");
        var hosts = new List<HostId>();
        for (var host = 1; host <= 8; host++) hosts.Add(await owner.NewHostAsync($"v{host}", $"192.168.124.{host}", "blue", "red"));

        await Task.WhenAll(hosts.SelectMany((host, index) => new[]
        {
            owner.Http.DeleteAsync($"/api/v1/networks/blue/hosts/{host}"),
            owner.Http.PutAsync($"/api/v1/networks/blue/hosts/{host}", null),
            index % 2 == 0 ? owner.Http.DeleteAsync($"/api/v1/hosts/{host}") : owner.Http.DeleteAsync($"/api/v1/networks/red/hosts/{host}"),
        }));

        await StreamLog.NetworkAsync(controller.Database, network.Id);
        Assert.Empty((await StreamLog.NetworkAsync(controller.Database, other.Id)).Members);
        foreach (var (host, index) in hosts.Select((host, index) => (host, index)))
            if (index % 2 == 1) await StreamLog.HostAsync(controller.Database, host, $"v{index + 1}");
    }
}
