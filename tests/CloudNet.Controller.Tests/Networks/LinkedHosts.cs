using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Controller.Tests.Api;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Networks;

/// <summary>Hosts that are taken for linked, and for able to build networks, without an agent.</summary>
public static class LinkedHosts
{
    /// <summary>Every driver, by the kernel.</summary>
    public static readonly DriverAbility[] All =
    [
        .. Enum.GetValues<NetworkDriver>().Select(driver => new DriverAbility(driver, "kernel", Preshared: driver == NetworkDriver.Wireguard)),
    ];

    /// <summary>Has a host be linked, and say what it can.</summary>
    public static async Task LinkAsync(ControllerFixture controller, HostId host, DriverAbility[] abilities)
    {
        await using var db = controller.Database.Open();
        var row = await db.Hosts.SingleAsync(row => row.Id == host, TestContext.Current.CancellationToken);
        (row.Drivers, row.LinkedTo) = (abilities, "link");
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Makes the network <c>moving</c>, which is on its way from one way across to another: its only host, <c>v5</c>, says nothing of it.</summary>
    public static async Task MovingNetworkAsync(ControllerFixture controller, ApiClient owner)
    {
        await owner.NewNetworkAsync("moving", "10.103.0.0/16");
        await LinkAsync(controller, await owner.NewHostAsync("v5", "192.168.124.55", "moving"), All);
        await owner.PatchAsync<NetworkRecord>("/api/v1/networks/moving", new ChangeNetwork("wireguard", Preshared: true));
    }
}
