using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Api;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CloudNet.Controller.Tests.Isolation;

/// <summary>
/// The second wall alone: statements as a command would send them that forgot whose rows it asks for. What they send reaches the
/// other tenant's rows in each table, and the database lets none of it through.
/// </summary>
public sealed class UncheckedCodeTests(TwoTenants tenants) : IClassFixture<TwoTenants>
{
    private readonly CloudNetStore store = tenants.Controller.Database.Store();

    [Fact]
    public async Task Without_a_condition_ones_own_rows_are_all_there_is()
    {
        foreach (var table in await OwnedTable.AllAsync(tenants.Controller.Database))
        {
            var own = await table.RowsAsync(tenants.Controller.Database, tenants.Intruder.Id.Value);
            Assert.True(own.Count > 0 && (await tenants.VictimsRowsAsync())[table.Name].Count > 0, $"nobody has a row in {table.Name}");
            await using var db = store.ForTenant(tenants.Intruder.Id);
            var everything = $"SELECT to_jsonb(own)::text AS \"Value\" FROM {table.Name} AS own";
            var seen = await db.Database.SqlQueryRaw<string>(everything).ToListAsync();
            Assert.Equal(own, seen.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Rows_of_another_tenant_are_neither_changed_nor_deleted_nor_inserted_nor_given_away()
    {
        var before = await tenants.VictimsRowsAsync();
        foreach (var (name, column, columns) in await OwnedTable.AllAsync(tenants.Controller.Database))
        {
            Assert.Equal(0, await AffectedAsync($"UPDATE {name} SET {column} = {column} WHERE {column} = '{tenants.Victim.Id}'"));
            Assert.Equal(0, await AffectedAsync($"DELETE FROM {name} WHERE {column} = '{tenants.Victim.Id}'"));
            await RefusedAsync($"UPDATE {name} SET {column} = '{tenants.Victim.Id}'");
            await RefusedAsync($"INSERT INTO {name} ({columns}) SELECT {columns} FROM jsonb_populate_record(null::{name}, {{0}}::jsonb)", before[name][0]);
        }
        Assert.Equal(before, await tenants.VictimsRowsAsync());
    }

    [Fact]
    public async Task The_reads_find_nothing_even_when_asked_for_the_other_tenant()
    {
        var (other, now) = (tenants.Victim, TimeProvider.System.GetUtcNow());
        await using var db = store.ForTenant(tenants.Intruder.Id);
        Assert.Empty(await NetworkReads.AllAsync(db, other.Id, default));
        Assert.Empty(await HostReads.AllAsync(db, other.Id, now, default));
        Assert.Empty(await WorkloadReads.AllAsync(db, other.Id, default));
        Assert.True((await NetworkReads.ResolveAsync(db, other.Id, other.NetworkName, default)).IsRefused(out _, out _));
        Assert.True((await HostReads.FindAsync(db, other.Id, other.Host, now, default)).IsRefused(out _, out _));
        Assert.Null(await ViewReads.ReadAsync(db, StreamName.Of(other.Network), default));
        Assert.Empty((await ChangeLogReader.SinceAsync(db, StreamName.Of(other.Host), 0, 100, default))!);
    }

    [Fact]
    public async Task A_change_cannot_tell_another_tenants_hosts_anything()
    {
        var before = await tenants.VictimsRowsAsync();
        await RefusedAsync(change => change.Record(StreamName.Of(tenants.Victim.Host), new HostRemoved()));
        Assert.Equal(before, await tenants.VictimsRowsAsync());
    }

    [Fact]
    public async Task A_lease_in_another_tenants_network_is_refused()
    {
        var before = await tenants.VictimsRowsAsync();
        var fault = await Assert.ThrowsAsync<DbUpdateException>(() => ChangeAsync(change => change.Db.Leases.Add(new LeaseRow
        {
            Id = Guid.CreateVersion7(), NetworkId = tenants.Victim.Network, Subnet = System.Net.IPNetwork.Parse("10.100.200.0/24"), ReservedFor = "me",
        })));
        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, (fault.InnerException as PostgresException)?.SqlState);
        Assert.Equal(before, await tenants.VictimsRowsAsync());
    }

    private async Task<int> AffectedAsync(string statement)
    {
        await using var db = store.ForTenant(tenants.Intruder.Id);
        try
        {
            return await db.Database.ExecuteSqlRawAsync(statement);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return 0; // not even its own: the tenants themselves
        }
    }

    private async Task RefusedAsync(string statement, params object[] parameters)
    {
        await using var db = store.ForTenant(tenants.Intruder.Id);
        var fault = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(statement, parameters));
        Assert.True(fault.SqlState == PostgresErrorCodes.InsufficientPrivilege, $"{statement}: {fault.Message}");
    }

    private async Task RefusedAsync(Action<Change> change)
    {
        var fault = await Assert.ThrowsAsync<PostgresException>(() => ChangeAsync(change));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, fault.SqlState);
    }

    private Task<Outcome<string>> ChangeAsync(Action<Change> change) => new Changes(store, TimeProvider.System).RunAsync<string>(
        tenants.Intruder.Id,
        made =>
        {
            change(made);
            return Task.FromResult<Outcome<string>>("made");
        },
        default);
}
