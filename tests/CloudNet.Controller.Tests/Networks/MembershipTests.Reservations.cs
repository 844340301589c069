using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Api;
using CloudNet.Domain.Leases;

namespace CloudNet.Controller.Tests.Networks;

/// <summary>Subnets that are kept for a host by name.</summary>
public sealed partial class MembershipTests
{
    [Fact]
    public async Task The_classic_recipe_by_reservations()
    {
        using var owner = await controller.NewTenantAsync("classic");
        await owner.NewNetworkAsync("classic", "172.17.0.0/16", "routed");
        var reserved = await owner.ReserveAsync("classic", "v1", "172.17.1.0/24");
        await owner.ReserveAsync("classic", "v2", "172.17.2.0/24");
        Assert.Equal((null, "v1", 0L, true), (reserved.HostId, reserved.HostName, reserved.Epoch, reserved.Reserved));

        await owner.NewHostAsync("v2", "192.168.124.52", "classic");
        await owner.NewHostAsync("v1", "192.168.124.51", "classic");
        await owner.NewHostAsync("v3", "192.168.124.53", "classic");
        Assert.Equal(
            [("v1", "172.17.1.0/24", 1L, true), ("v2", "172.17.2.0/24", 1L, true), ("v3", "172.17.3.0/24", 1L, false)],
            (await owner.NetworkAsync("classic")).Leases.Select(lease => (lease.HostName, lease.Subnet.ToString(), lease.Epoch, lease.Reserved)));

        await owner.LeaveAsync("classic", "v1");
        var kept = (await owner.NetworkAsync("classic")).Leases[0];
        Assert.Equal((null, "v1", true, 1L), (kept.HostId, kept.HostName, kept.Reserved, kept.Epoch));
        Assert.Equal(2L, (await owner.JoinAsync("classic", "v1")).Epoch);
    }

    [Fact]
    public async Task A_reservation_that_ends_leaves_its_holder_the_lease()
    {
        using var owner = await controller.NewTenantAsync("unreserved");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.ReserveAsync("blue", "v1", "10.100.7.0/24");
        await owner.NewHostAsync("v1", "192.168.124.51", "blue");

        await owner.DeleteAsync("/api/v1/networks/blue/reservations/v1");
        Assert.False(Assert.Single((await owner.NetworkAsync("blue")).Leases).Reserved);
        await owner.ReserveAsync("blue", "v1", "10.100.7.0/24"); // what it holds
        await owner.ReserveAsync("blue", "v9", "10.100.9.0/24");
        await owner.DeleteAsync("/api/v1/networks/blue/reservations/v9");
        Assert.Equal(["v1"], (await owner.NetworkAsync("blue")).Leases.Select(lease => lease.HostName));
        await owner.DeleteRefusedAsync("/api/v1/networks/blue/reservations/v9", 404);
        await owner.DeleteRefusedAsync("/api/v1/networks/blue/reservations/%01", 404);
    }

    [Theory]
    [InlineData("v9", "10.100.9.1/24", 400, "subnet")]
    [InlineData("v9", "10.101.9.0/24", 400, "subnet")]
    [InlineData("v9", "10.100.8.0/23", 400, "subnet")]
    [InlineData("V 9", "10.100.9.0/24", 400, "host")]
    [InlineData("v9", "10.100.1.0/24", 409, "subnet")]
    [InlineData("v1", "10.100.9.0/24", 409, "host")]
    [InlineData(null, null, 400, "host,subnet")]
    public async Task Reservations_that_do_not_fit_are_refused(string? host, string? subnet, int status, string fields)
    {
        var tenant = $"fit-{Guid.NewGuid():N}"[..20];
        using var owner = await controller.NewTenantAsync(tenant);
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.NewHostAsync("v1", "192.168.124.51", "blue");

        var problem = await owner.PostRefusedAsync("/api/v1/networks/blue/reservations", new Contracts.Networks.ReserveSubnet(host, subnet), status);
        Assert.Equal(fields, string.Join(',', problem.Problems!.Select(found => found.Field)));
        Assert.Single((await owner.NetworkAsync("blue")).Leases);
    }
}
