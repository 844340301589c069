using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Workloads;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Lists;

namespace CloudNet.Controller.Tests.Networks;

public sealed class NextAddressTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Fact]
    public async Task The_next_address_is_one_that_nobody_has_and_that_may_be_pinned()
    {
        using var owner = await controller.NewTenantAsync("next");
        var both = new CreateNetwork("blue", "10.100.0.0/16", MoreRanges: [new("fd00:100::/48")]);
        var blue = (await owner.PostAsync<NetworkRecord>("/api/v1/networks", both, 201)).Id;
        await owner.GetRefusedAsync("/api/v1/networks/blue/hosts/v1/next-addresses", 404);
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51");
        await owner.GetRefusedAsync("/api/v1/networks/blue/hosts/v1/next-addresses", 404);
        await owner.EnterAsync("blue", "v1");
        await owner.NewHostAsync("v2", "192.168.124.52", "blue");
        await controller.RunAsync(await controller.TenantAsync("next"), v1, blue, WorkloadId.New(TimeProvider.System), "web", "10.100.1.2");
        await owner.PinAsync("blue", "db", "10.100.1.3");
        await owner.PinAsync("blue", "web", "10.100.1.2"); // counts once
        await owner.PinAsync("blue", "late", "10.100.1.6");
        Assert.Equal(["10.100.1.0/24 10.100.1.4 250 3", "fd00:100:0:1::/64 fd00:100:0:1::2 18446744073709551614 0"], await NextAsync(owner, "blue"));

        await owner.PinAsync("blue", "api", "10.100.1.4");
        Assert.Equal("10.100.1.0/24 10.100.1.5 249 4", (await NextAsync(owner, "blue"))[0]);
    }

    [Fact]
    public async Task A_subnet_of_more_addresses_than_are_counted_has_a_next_one_too()
    {
        using var owner = await controller.NewTenantAsync("next-wide");
        await owner.PostAsync<NetworkRecord>("/api/v1/networks", new CreateNetwork("wide", "fd00::/8", SubnetLength: 16), 201);
        await owner.NewHostAsync("v1", "192.168.124.51", "wide");
        Assert.Equal(["fd01::/16 fd01::2 10000000000000000000000000000 0"], await NextAsync(owner, "wide"));
    }

    private static async Task<string[]> NextAsync(ApiClient owner, string network) =>
        [.. (await owner.GetAsync<IReadOnlyList<NextAddressRecord>>($"/api/v1/networks/{network}/hosts/v1/next-addresses"))
            .Select(subnet => $"{subnet.Subnet} {subnet.Address} {subnet.Free:0} {subnet.Taken}")];
}
