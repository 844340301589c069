using CloudNet.Contracts.Link;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Gateway;

/// <summary>A copy that is known, while the link of the original ends.</summary>
public sealed partial class LinkContestTests
{
    [Fact]
    public async Task A_known_copy_is_not_let_in_while_the_original_boots_and_the_original_is()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        using (var original = await LinkClient.LinkAsync(app.Address, host))
        {
            var living = original.LiveAsync();
            await UntilAsync(host, row => row.LinkRefused is not null, () => CopyIsRefusedAsync(app, host));
        }
        await UntilAsync(host, row => row.LinkedTo is null);
        await CopyIsRefusedAsync(app, host);
        var (booted, refused) = await LinkClient.TryAsync(app.Address, host, "after the boot");
        using (booted)
        {
            Assert.Null(refused);
            await CopyIsRefusedAsync(app, host);
        }
    }

    [Fact]
    public async Task A_copy_that_tries_again_and_again_is_told_of_once()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        using var original = await LinkClient.LinkAsync(app.Address, host);
        _ = original.LiveAsync();
        await UntilAsync(host, row => row.LinkRefused is not null, () => CopyIsRefusedAsync(app, host));
        for (var count = 0; count < 5; count++) await CopyIsRefusedAsync(app, host);
        await using var db = database.Open();
        Assert.Equal(1, await db.Database.SqlQuery<int>(
            $"""SELECT count(*)::int AS "Value" FROM audit WHERE subject_id = {host.Id.Value} AND operation = 'Link'""").SingleAsync());
        Assert.Equal(["copy/"], (await RowAsync(host)).Contenders);
    }

    [Fact]
    public async Task A_host_that_may_not_move_is_told_of_once_whatever_the_number_of_its_tries()
    {
        await using var app = await GatewayApp.StartAsync(database);
        using var host = await TestHost.InNetworkAsync(database);
        app.MoveRefused = "192.168.124.99 is the address of host 'v2'.";
        for (var count = 0; count < 4; count++)
            Assert.Equal(LinkClose.NotAllowed, (await LinkClient.TryAsync(app.Address, host, "boot", Elsewhere)).Closed);
        await using var db = database.Open();
        Assert.Equal(1, await db.Database.SqlQuery<int>(
            $"""SELECT count(*)::int AS "Value" FROM audit WHERE subject_id = {host.Id.Value} AND operation = 'Link'""").SingleAsync());
    }
}
