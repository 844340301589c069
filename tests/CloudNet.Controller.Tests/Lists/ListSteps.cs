using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Workloads;
using CloudNet.Controller.Tests.Api;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Lists;

/// <summary>Steps of the tests of lists.</summary>
internal static class ListSteps
{
    /// <summary>The tenant of this name.</summary>
    public static async Task<TenantId> TenantAsync(this ControllerFixture controller, string name)
    {
        await using var db = controller.Database.Open();
        return (await db.Tenants.SingleAsync(row => row.Name == name)).Id;
    }

    /// <summary>Has a host run a workload, as if it had reported it.</summary>
    public static async Task RunAsync(
        this ControllerFixture controller, TenantId tenant, HostId host, NetworkId network, WorkloadId id, string name, string address,
        params (string Key, string Value)[] labels)
    {
        await using var db = controller.Database.Open();
        db.Workloads.Add(new WorkloadRow
        {
            Id = id, HostId = host, TenantId = tenant, NetworkId = network, Name = name, AttachedAt = controller.Clock.GetUtcNow(),
            Addresses = [new() { TenantId = tenant, NetworkId = network, Address = IPAddress.Parse(address) }],
            Labels = labels.ToDictionary(label => label.Key, label => label.Value),
        });
        await db.SaveChangesAsync();
    }
}
