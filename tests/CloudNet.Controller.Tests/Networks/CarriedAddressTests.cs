using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;
using CloudNet.Controller.Tests.Api;
using CloudNet.Store.Audit;
using CloudNet.Store.Reports;

namespace CloudNet.Controller.Tests.Networks;

/// <summary>On a segment that all hosts share, a pinned address goes with its workload.</summary>
public sealed class CarriedAddressTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow().AddHours(-1);

    [Theory]
    [InlineData("bridge", true)]
    [InlineData("vxlan", false)]
    public async Task A_host_may_report_it_where_it_is_pinned_to_that_name(string driver, bool may)
    {
        using var owner = await controller.NewTenantAsync("carry" + driver);
        var (network, _, v2) = await NetworkAsync(owner, driver);
        await owner.PinAsync("blue", "db", "10.100.1.20");
        await ReportAsync(v2, Workload(network, "other", "10.100.1.21", 0), Workload(network, "db", "10.100.1.20", 0));
        Assert.Equal(may ? ["db v2"] : [], await HaveAsync(owner));
        await AgreesAsync(network);
    }

    [Fact]
    public async Task Of_two_hosts_the_one_that_it_was_attached_on_last_has_it()
    {
        using var owner = await controller.NewTenantAsync("carrytwo");
        var (network, v1, v2) = await NetworkAsync(owner, "bridge");
        await owner.PinAsync("blue", "db", "10.100.1.20");
        var (before, after) = (Workload(network, "db", "10.100.1.20", 0), Workload(network, "db", "10.100.1.20", 1));
        await ReportAsync(v1, before);
        Assert.Equal(["db v1"], await HaveAsync(owner));
        await ReportAsync(v2, after);
        Assert.Equal(["db v2"], await HaveAsync(owner));
        // The host that it left says so once more before it finds out.
        await ReportAsync(v1, before);
        Assert.Equal(["db v2"], await HaveAsync(owner));
        await AgreesAsync(network);
        await ReportAsync(v2);
        await ReportAsync(v1, before);
        Assert.Equal(["db v1"], await HaveAsync(owner));
        await AgreesAsync(network);
    }

    [Fact]
    public async Task Whom_it_is_not_pinned_to_takes_it_from_nobody_and_loses_no_other_word()
    {
        using var owner = await controller.NewTenantAsync("carryother");
        var (network, v1, v2) = await NetworkAsync(owner, "bridge");
        await owner.PinAsync("blue", "db", "10.100.1.20");
        await ReportAsync(v2, Workload(network, "db", "10.100.1.20", 0));
        // The holder of the subnet gave it to another before it heard of the pin.
        await ReportAsync(v1, Workload(network, "other", "10.100.1.20", 1), Workload(network, "api", "10.100.1.21", 1));
        Assert.Equal(["api v1", "db v2"], await HaveAsync(owner));
        await AgreesAsync(network);
    }

    [Fact]
    public async Task A_clock_that_is_ahead_keeps_nobody_out()
    {
        using var owner = await controller.NewTenantAsync("carryclock");
        var (network, v1, v2) = await NetworkAsync(owner, "bridge");
        await owner.PinAsync("blue", "db", "10.100.1.20");
        await ReportAsync(v1, Workload(network, "db", "10.100.1.20", 100_000));
        await ReportAsync(v2, Workload(network, "db", "10.100.1.20", 100_000));
        Assert.Equal(["db v2"], await HaveAsync(owner));
    }

    [Fact]
    public async Task It_stays_pinned_while_it_is_away_from_its_subnet()
    {
        using var owner = await controller.NewTenantAsync("carrystays");
        var (network, _, v2) = await NetworkAsync(owner, "gre");
        await owner.PinAsync("blue", "db", "10.100.1.20");
        await ReportAsync(v2, Workload(network, "db", "10.100.1.20", 0));
        await owner.DeleteRefusedAsync("/api/v1/networks/blue/pins/10.100.1.20", 409);
        await ReportAsync(v2);
        await owner.DeleteAsync("/api/v1/networks/blue/pins/10.100.1.20");
        await AgreesAsync(network);
    }

    private async Task<(NetworkId Network, HostId V1, HostId V2)> NetworkAsync(ApiClient owner, string driver)
    {
        var network = (await owner.NewNetworkAsync("blue", "10.100.0.0/16", driver)).Id;
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51");
        var v2 = await owner.NewHostAsync("v2", "192.168.124.52");
        foreach (var host in new[] { "v1", "v2" }) await owner.JoinAsync("blue", host);
        return (network, v1, v2);
    }

    private static WorkloadReport Workload(NetworkId network, string name, string address, int minute) => new(
        WorkloadId.New(TimeProvider.System), network, name, [IPAddress.Parse(address)], new Dictionary<string, string>(), Start.AddMinutes(minute));

    private async Task ReportAsync(HostId host, params WorkloadReport[] workloads)
    {
        using var deed = Deed.OfHosts("ReportWorkloads").Begin();
        await using var db = controller.Database.Store().ForSystem();
        await ReportWriter.StoreAsync(db, [new(host, "link", TimeProvider.System.GetUtcNow(), true, "1", "boot", [], null, workloads)], default);
    }

    private static async Task<IEnumerable<string>> HaveAsync(ApiClient owner) =>
        (await owner.GetAsync<Page<WorkloadRecord>>("/api/v1/workloads")).Items.Select(workload => $"{workload.Name} {workload.HostName}");

    // What hosts are told in turn is what a host is told at once.
    private Task AgreesAsync(NetworkId network) => StreamLog.ReplayedAsync(controller.Database, StreamName.OfWorkloads(network), new WorkloadsView(
        network, ImmutableSortedDictionary<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>>.Empty));
}
