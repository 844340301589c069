using System.Diagnostics;
using System.Text.Json;
using CloudNet.Contracts.Access;
using CloudNet.Controller.Tests.Access;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Audit;

namespace CloudNet.Controller.Tests.Events;

public sealed class EventStreamTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private static readonly TimeSpan AFewSeconds = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task Changes_are_told_as_they_happen_by_name_and_as_the_log_has_them()
    {
        using var owner = await controller.NewTenantAsync("followed");
        await using var reader = await EventReader.OpenAsync(owner, "?kind=network,range");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var read = new[] { (await reader.ReadAsync())!, (await reader.ReadAsync())! };
        await owner.DeleteAsync("/api/v1/networks/blue");

        Assert.Equal(["network.created blue", "range.created 10.100.0.0/16"], read.Select(found => $"{found.Name} {found.Entry.SubjectName}"));
        Assert.Contains(await reader.ReadAsync(2), text => text == "network.removed blue");
        var log = await owner.AuditAsync("operation=CreateNetwork&text=blue");
        Assert.Equal(JsonSerializer.Serialize(log[0], ApiClient.Json), JsonSerializer.Serialize(read[0].Entry, ApiClient.Json));
    }

    [Fact]
    public async Task What_another_tenant_does_is_not_told()
    {
        using var one = await controller.NewTenantAsync("one-followed");
        using var other = await controller.NewTenantAsync("other-followed");
        await using var reader = await EventReader.OpenAsync(one, "?kind=network");
        await using var others = await EventReader.OpenAsync(other, "?kind=network");
        await other.NewNetworkAsync("theirs", "10.100.0.0/16");
        Assert.Equal("network.created theirs", (await others.ReadAsync(1))[0]);
        // A place in the stream is the same text for all, and says nothing of whose it is.
        await using var borrowed = await EventReader.OpenAsync(one, "?kind=network", others.LastId);
        await one.NewNetworkAsync("ours", "10.100.0.0/16");
        Assert.Equal("network.created ours", (await reader.ReadAsync(1))[0]);
        Assert.Equal("network.created ours", (await borrowed.ReadAsync(1))[0]);
    }

    [Fact]
    public async Task Filters_leave_out_what_is_not_asked_for()
    {
        using var owner = await controller.NewTenantAsync("filtered");
        var blue = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await using var kinds = await EventReader.OpenAsync(owner, "?kind=host,network.removed");
        await using var network = await EventReader.OpenAsync(owner, $"?kind=lease&network={blue.Id}");
        await owner.NewNetworkAsync("red", "10.101.0.0/16");
        await owner.NewHostAsync("v1", "192.168.124.51", "red", "blue");
        await owner.DeleteAsync("/api/v1/networks/red");
        await owner.LeaveAsync("blue", "v1");

        Assert.Equal(["host.created v1", "network.removed red"], await kinds.ReadAsync(2));
        Assert.Equal(["lease.created 10.100.1.0/24", "lease.removed 10.100.1.0/24"], await network.ReadAsync(2));
    }

    [Fact]
    public async Task A_reader_that_was_cut_off_goes_on_where_it_was_at_any_replica()
    {
        using var owner = await controller.NewTenantAsync("resumed");
        string place;
        await using (var reader = await EventReader.OpenAsync(owner, "?kind=network"))
        {
            await owner.NewNetworkAsync("blue", "10.100.0.0/16");
            Assert.Equal(["network.created blue"], await reader.ReadAsync(1));
            place = reader.LastId;
        }
        await owner.NewNetworkAsync("red", "10.101.0.0/16");
        await using var replica = await controller.ReplicaAsync();
        using var there = replica.Here(owner);
        string[] rest = ["range.created 10.100.0.0/16", "network.created red", "range.created 10.101.0.0/16", "network.created green"];
        await using var byHeader = await EventReader.OpenAsync(there, "?after=0-0-0", place);
        await using var byQuery = await EventReader.OpenAsync(there, $"?after={place}");
        await owner.NewNetworkAsync("green", "10.102.0.0/16");
        Assert.Equal(rest, await byHeader.ReadAsync(4));
        Assert.Equal(rest, await byQuery.ReadAsync(4));
    }

    [Fact]
    public async Task A_reader_that_is_cut_off_before_anything_happened_misses_nothing()
    {
        using var owner = await controller.NewTenantAsync("early");
        await using var reader = await EventReader.OpenAsync(owner, "?kind=network");
        await owner.NewKeyAsync();
        var next = reader.ReadAsync();
        using var patience = new CancellationTokenSource(AFewSeconds);
        while (reader.LastId.Length == 0) await Task.Delay(20, patience.Token);
        var place = reader.LastId;
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        Assert.Equal("network.created", (await next)!.Name);
        await using var again = await EventReader.OpenAsync(owner, "?kind=network", place);
        Assert.Equal(["network.created blue"], await again.ReadAsync(1));
    }

    [Theory]
    [InlineData("after=yesterday", "after")]
    [InlineData("after=1-2", "after")]
    [InlineData("after=1-2--3", "after")]
    [InlineData("kind=networks", "kind")]
    [InlineData("kind=network.made", "kind")]
    [InlineData("network=blue", "network")]
    public async Task What_is_wrong_is_named(string query, string field)
    {
        using var admin = await controller.AdminAsync();
        Assert.Equal(field, Assert.Single((await admin.GetRefusedAsync($"/api/v1/events?{query}", 400)).Problems!).Field);
    }

    [Theory]
    [InlineData(-401, 1)]
    [InlineData(0, 1L << 40)]
    public async Task A_place_that_the_log_does_not_lead_on_from_is_gone(int days, long transaction)
    {
        using var admin = await controller.AdminAsync();
        var place = new Store.Events.EventPlace(transaction, 0, TimeProvider.System.GetUtcNow().AddDays(days));
        Assert.Contains("400 days", (await admin.GetRefusedAsync($"/api/v1/events?after={place}", 410)).Detail);
    }

    [Theory]
    [InlineData("token")]
    [InlineData("member")]
    [InlineData("role")]
    public async Task Who_may_no_longer_read_is_cut_off_within_seconds(string lost)
    {
        using var owner = await controller.NewTenantAsync($"lost-{lost}");
        using var eve = await controller.JoinAsync(owner, $"lost-{lost}", $"eve-{lost}", "admin");
        var token = await eve.PostAsync<CreatedApiToken>("/api/v1/tokens", new CreateApiToken("follower"), 201);
        using var follower = new ApiClient(controller.Address, token.Secret);
        await using var reader = await EventReader.OpenAsync(follower, "?kind=network");
        var watch = Stopwatch.StartNew();
        if (lost == "token") await eve.DeleteAsync($"/api/v1/tokens/{token.Token.Id}");
        else if (lost == "member") await owner.DeleteAsync($"/api/v1/members/eve-{lost}");
        else await owner.PutAsync<MemberRecord>($"/api/v1/members/eve-{lost}", new SetMember("viewer"));
        Assert.Null(await reader.ReadAsync());
        Assert.True(watch.Elapsed < AFewSeconds, $"it took {watch.Elapsed}");
    }
}
