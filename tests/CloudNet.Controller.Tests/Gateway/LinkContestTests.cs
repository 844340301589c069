using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Controller.Tests.Database;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Gateway;

/// <summary>Two machines with one key: only one of them is the host.</summary>
public sealed partial class LinkContestTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly IPAddress Elsewhere = IPAddress.Parse("192.168.124.99");

    [Fact]
    public async Task A_copy_of_a_linked_machine_is_refused_and_the_host_shows_it()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        using var original = await LinkClient.LinkAsync(app.Address, host);
        var living = original.LiveAsync();
        await UntilAsync(host, row => row.LinkRefused is not null, () => CopyIsRefusedAsync(app, host));
        var problem = Assert.Single((await RecordAsync(host)).Problems);
        Assert.Contains("second machine, at 127.0.0.1", problem, StringComparison.Ordinal);
        Assert.Equal(HostLinkState.Linked, (await RecordAsync(host)).Link);
        Assert.Empty(app.Moves);
        Assert.False(living.IsCompleted, "The original's link was closed.");
        Assert.Equal(1, app.Gateway.Links);
    }

    [Fact]
    public async Task A_machine_that_was_started_again_is_let_in_once_its_old_link_gives_no_answer()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        using var silent = await LinkClient.LinkAsync(app.Address, host);
        var (again, closed) = await LinkClient.TryAsync(app.Address, host, "after");
        Assert.Equal(LinkClose.IdentityInUse, closed);
        await UntilAsync(host, row => row.Machine == "after/", async () => (again, closed) = await LinkClient.TryAsync(app.Address, host, "after"));
        using (again) Assert.Null(closed);
        await UntilAsync(host, row => row is { LinkRefused: null, Contenders: [], ContendedSince: null, ContendedAt: null });
    }

    [Fact]
    public async Task A_copy_is_let_in_where_the_original_is_gone()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        (await LinkClient.LinkAsync(app.Address, host)).Dispose();
        await UntilAsync(host, row => row.LinkedTo is null);
        var (copy, closed) = await LinkClient.TryAsync(app.Address, host, "copy");
        using (copy) Assert.Null(closed);
    }

    [Fact]
    public async Task A_controller_that_has_no_others_knows_that_the_links_of_its_earlier_runs_are_dead()
    {
        using var host = await TestHost.InNetworkAsync(database);
        await using (var db = database.Open())
            await db.Hosts.Where(row => row.Id == host.Id).ExecuteUpdateAsync(row => row
                .SetProperty(h => h.LinkedTo, "killed/1").SetProperty(h => h.Machine, "before/").SetProperty(h => h.LastSeenAt, TimeProvider.System.GetUtcNow()));
        await using var after = await GatewayApp.StartAsync(database);
        var (again, refused) = await LinkClient.TryAsync(after.Address, host, "after");
        using (again) Assert.Null(refused);
    }

    [Fact]
    public async Task A_copy_is_refused_by_another_replica_also_where_the_two_do_not_hear_each_other()
    {
        await using var first = await GatewayApp.StartAsync(database, isAlone: false);
        await using var second = await GatewayApp.StartAsync(database, isAlone: false);
        using var host = await TestHost.InNetworkAsync(database);
        using var original = await LinkClient.LinkAsync(first.Address, host);
        await CopyIsRefusedAsync(second, host);
        await original.SendAsync(new Report([], [], null));
        await UntilAsync(host, row => row.LinkRefused is not null, () => CopyIsRefusedAsync(second, host));
    }

    /// <summary>The replica that had the link is thought to be dead, as nothing is heard of it; it is not, and lets go.</summary>
    [Fact]
    public async Task A_link_whose_host_went_to_another_replica_is_closed()
    {
        await using var first = await GatewayApp.StartAsync(database, isAlone: false);
        await using var second = await GatewayApp.StartAsync(database, isAlone: false);
        using var host = await TestHost.InNetworkAsync(database);
        using var original = await LinkClient.LinkAsync(first.Address, host);
        await UntilAsync(host, row => row.AgentVersion is not null);
        var held = (await RowAsync(host)).LinkedTo;
        await using (var db = database.Open())
            await db.Hosts.Where(row => row.Id == host.Id)
                .ExecuteUpdateAsync(row => row
                    .SetProperty(h => h.LastSeenAt, h => h.LastSeenAt - TimeSpan.FromMinutes(1))
                    .SetProperty(h => h.LinkedAt, h => h.LinkedAt - TimeSpan.FromMinutes(1)));
        var (other, closed) = await LinkClient.TryAsync(second.Address, host, "copy");
        using (other)
        {
            Assert.Null(closed);
            Assert.NotEqual(held, (await RowAsync(host)).LinkedTo);
            Assert.Equal(LinkClose.Replaced, await original.ClosedAsync());
            Assert.Equal("copy/", (await RowAsync(host)).Machine);
        }
    }

    [Fact]
    public async Task A_host_whose_new_address_is_anothers_is_not_let_in_and_shows_it_until_it_is()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        app.MoveRefused = "192.168.124.99 is the address of host 'v2'.";
        var (_, closed) = await LinkClient.TryAsync(app.Address, host, "boot", Elsewhere);
        Assert.Equal(LinkClose.NotAllowed, closed);
        var problem = Assert.Single((await RecordAsync(host)).Problems);
        Assert.Contains("moved to 192.168.124.99, and is not let in. 192.168.124.99 is the address of host 'v2'.", problem, StringComparison.Ordinal);
        Assert.Null((await RowAsync(host)).LinkedTo);
        app.MoveRefused = null;
        var (again, refused) = await LinkClient.TryAsync(app.Address, host, "boot", Elsewhere);
        using (again) Assert.Null(refused);
        Assert.Empty((await RecordAsync(host)).Problems);
    }

    private static async Task CopyIsRefusedAsync(GatewayApp app, TestHost host)
    {
        var (copy, closed) = await LinkClient.TryAsync(app.Address, host, "copy", Elsewhere);
        using (copy) Assert.Equal(LinkClose.IdentityInUse, closed);
        Assert.Contains("came from 127.0.0.1", copy.CloseReason, StringComparison.Ordinal);
    }

    /// <summary>Looks until the host's row is as wanted, and tries something before each look.</summary>
    private async Task UntilAsync(TestHost host, Func<HostRow, bool> wanted, Func<Task>? meanwhile = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        for (await (meanwhile?.Invoke() ?? Task.CompletedTask); !wanted(await RowAsync(host)); await (meanwhile?.Invoke() ?? Task.CompletedTask))
            await Task.Delay(50, patience.Token);
    }

    private async Task<HostRow> RowAsync(TestHost host)
    {
        await using var db = database.Open();
        return await db.Hosts.AsNoTracking().SingleAsync(row => row.Id == host.Id);
    }

    private async Task<HostRecord> RecordAsync(TestHost host)
    {
        await using var db = database.Open();
        var found = await HostReads.FindAsync(db, host.Tenant, host.Id, TimeProvider.System.GetUtcNow(), default);
        Assert.False(found.IsRefused(out _, out var record));
        return record!;
    }
}
