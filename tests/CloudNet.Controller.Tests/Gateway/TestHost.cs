using System.Net;
using System.Security.Cryptography;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Database;
using CloudNet.Domain.Leases;
using CloudNet.Store;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Isolation;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Gateway;

/// <summary>A host and a network in the database, with change records as the commands would write them.</summary>
internal sealed class TestHost : IDisposable
{
    private static int count;

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public HostId Id { get; } = HostId.New(TimeProvider.System);

    public TenantId Tenant { get; } = TenantId.New(TimeProvider.System);

    public NetworkId Network { get; } = NetworkId.New(TimeProvider.System);

    public IPAddress Underlay { get; } = IPAddress.Parse("192.168.124.51");

    public IPNetwork Subnet { get; } = IPNetwork.Parse("10.100.1.0/24");

    /// <summary>Enrols a host and puts it into a network of its own tenant.</summary>
    public static async Task<TestHost> InNetworkAsync(TestDatabase database)
    {
        var host = new TestHost();
        var name = $"t{Interlocked.Increment(ref count)}";
        await host.CommitAsync(database, db =>
        {
            db.Tenants.Add(new() { Id = host.Tenant, Name = name });
            var range = LeasedRange.WithDefaultBounds(IPNetwork.Parse("10.100.0.0/16"), 24);
            db.Networks.Add(new()
            {
                Id = host.Network, TenantId = host.Tenant, Name = "blue", Ranges = [new() { TenantId = host.Tenant, Leased = range }],
            });
            var key = host.Key.ExportSubjectPublicKeyInfo();
            db.Hosts.Add(new() { Id = host.Id, TenantId = host.Tenant, Name = "v1", PublicKey = key, UnderlayAddress = host.Underlay });
            db.Leases.Add(new()
            {
                Id = Guid.CreateVersion7(), TenantId = host.Tenant, NetworkId = host.Network, Subnet = host.Subnet, HostId = host.Id, Epoch = 1,
            });
        }, new(StreamName.Of(host.Id), new HostNetworkAdded(host.Network)), new(StreamName.Of(host.Network), host.Member(host.Id, "v1")),
            new(StreamName.OfWorkloads(host.Network)), new(StreamName.OfServices(host.Network)), new(StreamName.OfPolicies(host.Network)));
        return host;
    }

    /// <summary>A member of the network that is not in the database: for deltas.</summary>
    public NetworkMemberSet Member(HostId id, string name) => new(new(id, name, Underlay, [new(Subnet, 1)], default));

    /// <summary>Changes rows and writes change records in one transaction.</summary>
    public async Task CommitAsync(TestDatabase database, Action<CloudNetDb> change, params StreamChange[] changes)
    {
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlAsync($"SELECT set_config({CurrentTenant.Setting}, {Tenant.ToString()}, true)");
        await ChangeLogWriter.LockAsync(db, changes.Select(change => change.Stream), default);
        change(db);
        await db.SaveChangesAsync();
        await ChangeLogWriter.AppendAsync(db, changes, TimeProvider.System.GetUtcNow(), default);
        await transaction.CommitAsync();
    }

    public void Dispose() => Key.Dispose();
}
