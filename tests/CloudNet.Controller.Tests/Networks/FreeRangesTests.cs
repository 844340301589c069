using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Controller.Tests.Api;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Leases;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Networks;

/// <summary>What a network has to give and what it gave are together all of it, whatever happens, and nothing is in both.</summary>
public sealed class FreeRangesTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Fact]
    public async Task Bounds_are_kept_to_and_what_is_outside_is_given_by_reservation_only()
    {
        using var owner = await controller.NewTenantAsync("bounds");
        var network = await owner.PostAsync<NetworkRecord>(
            "/api/v1/networks", new CreateNetwork("blue", "10.100.0.0/16", SubnetMin: "10.100.16.0", SubnetMax: "10.100.17.0"), 201);
        Assert.Equal((IPAddress.Parse("10.100.16.0"), IPAddress.Parse("10.100.17.0")), (network.Ranges[0].SubnetMin, network.Ranges[0].SubnetMax));
        for (var host = 1; host <= 3; host++) await owner.NewHostAsync($"v{host}", $"192.168.124.{host}");

        Assert.Equal(IPNetwork.Parse("10.100.16.0/24"), (await owner.JoinAsync("blue", "v1")).Subnet);
        await owner.ReserveAsync("blue", "v2", "10.100.200.0/24");
        Assert.Equal(IPNetwork.Parse("10.100.200.0/24"), (await owner.JoinAsync("blue", "v2")).Subnet);
        Assert.Equal(IPNetwork.Parse("10.100.17.0/24"), (await owner.JoinAsync("blue", "v3")).Subnet);
        await owner.NewHostAsync("v4", "192.168.124.4");
        Assert.Contains("3 used, 0 reserved, 0 free of 256", (await owner.PutRefusedAsync("/api/v1/networks/blue/hosts/v4", 409)).Detail);

        await owner.LeaveAsync("blue", "v2");
        await owner.DeleteAsync("/api/v1/networks/blue/reservations/v2");
        await owner.PutRefusedAsync("/api/v1/networks/blue/hosts/v4", 409); // what was outside stays outside
        await CheckAsync(network.Id);
    }

    [Theory]
    [InlineData("""{"name":"x","range":"10.100.0.0/16","subnetMin":"10.100.1.7"}""", "subnetMin")]
    [InlineData("""{"name":"x","range":"10.100.0.0/16","subnetMax":"10.101.0.0"}""", "subnetMax")]
    public async Task Bounds_that_do_not_fit_are_refused(string body, string field)
    {
        using var admin = await controller.AdminAsync();
        Assert.Equal(field, Assert.Single((await admin.PostTextRefusedAsync("/api/v1/networks", body, 400)).Problems!).Field);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Joining_leaving_and_reserving_at_random_agree_with_the_former_or_lowest_free_one(int seed)
    {
        using var owner = await controller.NewTenantAsync($"walk-{seed}");
        var network = await owner.NewNetworkAsync("tiny", "10.0.0.0/26", subnetLength: 30);
        for (var host = 0; host < 12; host++) await owner.NewHostAsync($"h{host}", $"192.168.124.{host + 1}");
        var random = new Random(seed);
        Dictionary<string, IPNetwork> former = [];
        for (var step = 0; step < 120; step++)
        {
            var (host, number) = ($"h{random.Next(12)}", random.Next(16));
            await StepAsync(owner, former, random.Next(4), host, network.Ranges[0].Range.Subnet(30, (uint)number));
            await CheckAsync(network.Id);
        }
    }

    private static async Task StepAsync(ApiClient owner, Dictionary<string, IPNetwork> former, int step, string host, IPNetwork subnet)
    {
        if (step <= 1)
        {
            var before = (await owner.NetworkAsync("tiny")).Leases;
            using var answer = await owner.Http.PutAsync($"/api/v1/networks/tiny/hosts/{host}", null);
            if (before.Any(lease => lease.HostName == host)) return;
            // The one that it had last, where nobody has it, else the lowest.
            var lowest = Enumerable.Range(1, 15).Select(index => IPNetwork.Parse("10.0.0.0/26").Subnet(30, (uint)index))
                .Where(free => before.All(lease => lease.Subnet != free)).Select(free => (IPNetwork?)free)
                .OrderByDescending(free => former.TryGetValue(host, out var had) && had == free).FirstOrDefault();
            var after = (await owner.NetworkAsync("tiny")).Leases.FirstOrDefault(lease => lease.HostName == host);
            Assert.Equal(lowest, after?.Subnet);
        }
        else if (step == 2)
        {
            var held = (await owner.NetworkAsync("tiny")).Leases.FirstOrDefault(lease => lease.HostName == host && lease.HostId is not null);
            await owner.LeaveAsync("tiny", host);
            if (held is { Reserved: false })
            {
                foreach (var other in former.Where(had => had.Value == held.Subnet).ToArray()) former.Remove(other.Key);
                former[host] = held.Subnet;
            }
            using var answer = await owner.Http.DeleteAsync($"/api/v1/networks/tiny/reservations/{host}");
        }
        else await owner.PostStatusAsync("/api/v1/networks/tiny/reservations", new ReserveSubnet(host, subnet.ToString()));
    }

    private async Task CheckAsync(NetworkId id)
    {
        await using var db = controller.Database.Open();
        var network = await db.Networks.SingleAsync(row => row.Id == id);
        var free = await db.FreeRanges.Where(row => row.NetworkId == id).OrderBy(row => row.First).ToListAsync();
        for (var at = 1; at < free.Count; at++) // joined where they touch
            Assert.True(AddressNumber.Of(free[at].First) > AddressNumber.Of(free[at - 1].Last) + 1, $"{free[at - 1].Last} touches {free[at].First}");
        var leased = await db.Leases.Where(row => row.NetworkId == id).Select(row => row.Subnet).ToListAsync();
        var given = network.AsLeased().Ranges.Single().Given;
        var all = free.SelectMany(row => Subnets(row.Range)).Concat(leased.Where(given.Contains));
        Assert.Equal(Subnets(given), all.OrderBy(subnet => AddressNumber.Of(subnet.BaseAddress)));
        IReadOnlyList<IPNetwork> Subnets(FreeRange range) => range.Lowest(network.AsLeased().Ranges[0].SubnetLength, int.MaxValue);
    }
}
