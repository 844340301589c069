using CloudNet.Contracts.Networks;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Leases;

public sealed partial class ReclaimTests
{
    [Fact]
    public async Task A_reservation_of_one_family_keeps_the_host_in_with_both()
    {
        var owner = await controller.NewTenantAsync("onefamily");
        await owner.PostAsync<NetworkRecord>(
            "/api/v1/networks", new CreateNetwork("both", "10.101.0.0/16", MoreRanges: [new("fd00:101::/48")]), 201);
        await owner.ReserveAsync("both", "v1", "10.101.1.0/24");
        var v1 = await owner.NewHostAsync("v1", "192.168.124.1", "both");
        await owner.NewHostAsync("v2", "192.168.124.2", "both");
        owner = await LaterAsync("onefamily", 49);
        await HearAnotherAsync(owner);
        await UntilAsync(async () => (await ExpiringAsync(owner)).Any(lease => lease.Reclaimed));
        Assert.All(await ExpiringAsync(owner), lease => Assert.Equal("v2", lease.HostName));
        Assert.Equal(2, (await owner.NetworkAsync("both")).Leases.Count(lease => lease.HostId == v1));
    }
}
