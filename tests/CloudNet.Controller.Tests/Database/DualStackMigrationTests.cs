using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Reads;
using Npgsql;

namespace CloudNet.Controller.Tests.Database;

/// <summary>A database with networks, leases, workloads and a change log from before keeps all of them, there and back.</summary>
public sealed class DualStackMigrationTests(PostgresServer server)
{
    private const string Before = "20261125045500_RowLevelSecurity";
    private const string Id = "00000000-0000-7000-8000-000000000001";

    private const string Rows = $$$"""
        INSERT INTO tenants (id, name, created_at) VALUES ('{{{Id}}}', 'old', now());
        INSERT INTO networks (id, tenant_id, name, range, subnet_length, subnet_min, subnet_max, driver, nat, vni, created_at)
            VALUES ('{{{Id}}}', '{{{Id}}}', 'blue', '10.100.0.0/16', 24, '10.100.1.0', '10.100.255.0', 'Vxlan', true, 7, now());
        INSERT INTO hosts (id, tenant_id, name, public_key, underlay_address, enrolled_at, problems)
            VALUES ('{{{Id}}}', '{{{Id}}}', 'v1', 'key', '192.168.124.51', now(), '{}');
        INSERT INTO leases (id, tenant_id, network_id, subnet, host_id, epoch, mac)
            VALUES ('{{{Id}}}', '{{{Id}}}', '{{{Id}}}', '10.100.1.0/24', '{{{Id}}}', 3, 5);
        INSERT INTO workloads (id, host_id, tenant_id, network_id, name, address, labels, attached_at)
            VALUES ('{{{Id}}}', '{{{Id}}}', '{{{Id}}}', '{{{Id}}}', 'web', '10.100.1.2', '{}', now());
        INSERT INTO streams (name, tenant_id, revision) VALUES ('network/{{{Id}}}', '{{{Id}}}', 3);
        INSERT INTO changes (stream, tenant_id, revision, at, published, operations) VALUES
            ('network/{{{Id}}}', '{{{Id}}}', 1, now(), true, '[{"op":"settings-set","settings":{
                "name":"blue","range":"10.100.0.0/16","subnetLength":24,"driver":"vxlan","nat":true,"mtu":null,"vni":7}}]'),
            ('network/{{{Id}}}', '{{{Id}}}', 2, now(), true, '[]'),
            ('network/{{{Id}}}', '{{{Id}}}', 3, now(), true, '[{"op":"member-set","member":{"host":"{{{Id}}}",
                "name":"v1","underlay":"192.168.124.51","subnet":"10.100.1.0/24","epoch":3,"mac":"00:00:00:00:00:05"}}]');
        """;

    [Fact]
    public async Task All_is_kept_and_the_change_log_is_still_what_a_snapshot_says()
    {
        await using var super = NpgsqlDataSource.Create(server.OwnerConnectionString("postgres"));
        await ExecuteAsync(super, "CREATE ROLE plain LOGIN CREATEROLE");
        await using var source = NpgsqlDataSource.Create(server.As("plain", await server.EmptyAsync("plain")));
        await Schema.MigrateAsync(source, Before);
        await ExecuteAsync(source, Rows);
        var before = await LogAsync(source);
        await Schema.MigrateAsync(source);

        await CheckAsync(source);
        await Schema.MigrateAsync(source, Before);
        Assert.Equal(before, await LogAsync(source));
        await Schema.MigrateAsync(source);
        await CheckAsync(source);
    }

    private static async Task CheckAsync(NpgsqlDataSource source)
    {
        await using var db = Schema.Open(source);
        var stream = StreamName.Of(NetworkId.From(Guid.Parse(Id)));
        var log = await ChangeLogReader.SinceAsync(db, stream, 0, 10, CancellationToken.None);
        View empty = new NetworkView(NetworkId.From(Guid.Parse(Id)), null!, ImmutableSortedDictionary<HostId, NetworkMember>.Empty);
        var replayed = log!.SelectMany(change => change.Parse()).Aggregate(empty, (view, operation) => view.After(operation));
        var view = (NetworkView)(await ViewReads.ReadAsync(db, stream, CancellationToken.None))!.View;
        // What was logged before networks had services says nothing of where these are; an upgraded agent asks again (SavedView.Newest).
        Assert.Equal([IPNetwork.Parse("10.100.0.0/24")], view.Settings.ServiceRanges);
        Assert.Equal(replayed, view with { Settings = view.Settings with { ServiceRanges = default } });
        Assert.Equal([IPNetwork.Parse("10.100.0.0/16")], view.Settings.Ranges);
        Assert.Equal(new MemberLease(IPNetwork.Parse("10.100.1.0/24"), 3), Assert.Single(Assert.Single(view.Members.Values).Leases));
        var workloads = await ViewReads.ReadAsync(db, StreamName.OfWorkloads(NetworkId.From(Guid.Parse(Id))), CancellationToken.None);
        Assert.Equal((1L, "10.100.1.2"), (workloads!.Revision, $"{((WorkloadsView)workloads.View).Hosts.Values.Single().Values.Single().Addresses.Single()}"));
        var services = await ViewReads.ReadAsync(db, StreamName.OfServices(NetworkId.From(Guid.Parse(Id))), CancellationToken.None);
        Assert.Equal((1L, 0), (services!.Revision, ((ServicesView)services.View).Services.Count));
        var policies = await ViewReads.ReadAsync(db, StreamName.OfPolicies(NetworkId.From(Guid.Parse(Id))), CancellationToken.None);
        Assert.Equal((1L, false), (policies!.Revision, ((PoliciesView)policies.View).Any));
        Assert.Equal(["10.100.1.2"], db.WorkloadAddresses.Select(row => row.Address).AsEnumerable().Select(address => address.ToString()));
    }

    private static async Task<string> LogAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("SELECT string_agg(operations::jsonb::text, ' ' ORDER BY revision) FROM changes");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string statements)
    {
        await using var command = source.CreateCommand(statements);
        await command.ExecuteNonQueryAsync();
    }
}
