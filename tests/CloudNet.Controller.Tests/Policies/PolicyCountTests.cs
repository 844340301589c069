using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Controller.Tests.Api;
using CloudNet.Store.Audit;
using CloudNet.Store.Reports;
using static CloudNet.Controller.Tests.Policies.PolicySteps;

namespace CloudNet.Controller.Tests.Policies;

/// <summary>What policies have matched, as hosts report it.</summary>
public sealed class PolicyCountTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Path = "/api/v1/networks/blue/policies/web";
    private static readonly DateTimeOffset Began = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Counts_are_added_up_over_hosts_and_never_go_down()
    {
        using var owner = await controller.NewTenantAsync("counts");
        var blue = (await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        var (v1, v2) = (await owner.NewHostAsync("v1", "192.168.124.51", "blue"), await owner.NewHostAsync("v2", "192.168.124.52", "blue"));
        var web = (await owner.NewPolicyAsync("blue", Policy("web"))).Id;
        await ReportAsync(v1, Count(blue, web, 7, Began));
        await ReportAsync(v2, Count(blue, web, 5, Began));
        Assert.Equal(new(12, 720), (await owner.GetAsync<PolicyRecord>(Path)).Matched);
        await ReportAsync(v1, Count(blue, web, 9, Began)); // absolute
        Assert.Equal(new(14, 840), (await owner.GetAsync<PolicyRecord>(Path)).Matched);
        await ReportAsync(v1, Count(blue, web, 2, Began.AddHours(1))); // it began anew
        await ReportAsync(v1, Count(blue, web, 3, Began.AddHours(1)));
        Assert.Equal(new(17, 1020), (await owner.GetAsync<PolicyRecord>(Path)).Matched);
        Assert.Equal(
            [("v1", 12L, 720L, Began), ("v2", 5L, 300L, Began)],
            (await owner.GetAsync<IReadOnlyList<PolicyCountRecord>>($"{Path}/counts")).Select(count => (count.HostName, count.Packets, count.Bytes,
                count.Since)));
        // For another direction it counts anew.
        Assert.Equal(new(0, 0), (await owner.PutAsync<PolicyRecord>(Path, new SetPolicy("egress"))).Matched);
    }

    [Fact]
    public async Task A_host_counts_for_its_own_networks_and_their_policies_alone()
    {
        using var owner = await controller.NewTenantAsync("countsown");
        using var other = await controller.NewTenantAsync("countsother");
        var (blue, red) = ((await owner.NewNetworkAsync("blue", "10.100.0.0/16")).Id, (await owner.NewNetworkAsync("red", "10.101.0.0/16")).Id);
        var theirs = (await other.NewNetworkAsync("blue", "10.100.0.0/16")).Id;
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        var (web, away, foreign) = ((await owner.NewPolicyAsync("blue", Policy("web"))).Id,
            (await owner.NewPolicyAsync("red", Policy("web"))).Id, (await other.NewPolicyAsync("blue", Policy("web"))).Id);
        await ReportAsync(v1, Count(red, away, 1, Began), Count(theirs, foreign, 1, Began), Count(blue, away, 1, Began), Count(blue, new(Guid.NewGuid()), 1,
            Began),
            Count(blue, web, 4, Began), Count(blue, null, 6, Began));
        await using var db = controller.Database.Open();
        Assert.Equal(
            [(null, 6), (web, 4)],
            db.PolicyCounts.Where(row => row.HostId == v1).Select(row => new { row.PolicyId, row.Packets }).AsEnumerable()
                .Select(row => (row.PolicyId, row.Packets)).OrderBy(row => row.PolicyId is not null));
        Assert.Equal(new(6, 360), (await owner.GetAsync<PolicyDefaultsRecord>("/api/v1/networks/blue/policy-defaults")).IngressMatched);
        Assert.Equal(new(0, 0), (await other.GetAsync<PolicyRecord>(Path)).Matched);
        await owner.DeleteAsync(Path);
        Assert.Equal([null], db.PolicyCounts.Where(row => row.HostId == v1).Select(row => row.PolicyId));
    }

    private static PolicyCountReport Count(NetworkId network, PolicyId? policy, long packets, DateTimeOffset since) =>
        new(network, PolicyDirection.Ingress, packets, packets * 60, since, policy);

    private async Task ReportAsync(HostId host, params PolicyCountReport[] counts)
    {
        using var deed = Deed.OfHosts("ReportWorkloads").Begin();
        await using var db = controller.Database.Store().ForSystem();
        await ReportWriter.StoreAsync(db, [new(host, "link", TimeProvider.System.GetUtcNow(), true, "1", "boot", [], null, null, PolicyCounts: counts)], default);
    }
}
