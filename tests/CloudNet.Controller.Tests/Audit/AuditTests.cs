using CloudNet.Contracts.Access;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Networks;
using CloudNet.Controller.Tests.Access;
using CloudNet.Controller.Tests.Api;
using CloudNet.Web;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNet.Controller.Tests.Audit;

/// <summary>The audit log: who did what to what, from where, and what was and is.</summary>
public sealed class AuditTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Fact]
    public async Task A_change_is_told_with_who_made_it_from_where_and_what_was_and_is()
    {
        using var owner = await controller.NewTenantAsync("told");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var token = (await owner.PostAsync<CreatedApiToken>("/api/v1/tokens", new CreateApiToken("script"), 201)).Token;
        var user = (await owner.ListAsync<MemberRecord>("/api/v1/members"))[0];
        await owner.DeleteAsync("/api/v1/networks/blue");

        var log = await owner.AuditAsync("kind=network");
        Assert.Equal(["admin CreateNetwork: network blue created", "admin RemoveNetwork: network blue removed"], log.Select(entry => entry.Short()));
        var made = log[0];
        Assert.Equal(("user", user.UserId.Value, "api", "127.0.0.1"), (made.Actor.Kind, made.Actor.Id!.Value, made.Origin, made.Address));
        Assert.NotNull(made.Actor.TokenId);
        Assert.Equal((null, made.After.ToString()), (made.Before, log[1].Before.ToString()));
        Assert.Null(log[1].After);
        var ranges = await owner.AuditAsync("kind=range");
        Assert.Equal(
            ["admin CreateNetwork: range 10.100.0.0/16 created", "admin RemoveNetwork: range 10.100.0.0/16 removed"], ranges.Select(entry => entry.Short()));
        var range = ranges[0].After!.Value;
        Assert.Equal(("10.100.0.0/16", 24, "blue"), (
            range.GetProperty("range").GetString(), range.GetProperty("subnetLength").GetInt32(), range.GetProperty("network").GetString()));
        Assert.Equal(made.SubjectId, ranges[0].SubjectId);
        Assert.Equal(token.Id.Value, Assert.Single(await owner.AuditAsync("operation=CreateToken")).SubjectId);
    }

    [Fact]
    public async Task Of_what_changes_only_that_is_told()
    {
        using var owner = await controller.NewTenantAsync("changed");
        using var bob = await controller.JoinAsync(owner, "changed", "bob-changed", "viewer");
        await owner.PutAsync<MemberRecord>("/api/v1/members/bob-changed", new SetMember("operator"));
        await bob.PostAsync<NetworkRecord>("/api/v1/networks", new CreateNetwork("bobs", "10.100.0.0/16"), 201);
        await owner.DeleteAsync("/api/v1/members/bob-changed");

        Assert.Equal(
            [
                "admin CreateTenant: member admin created", "bob-changed AcceptInvitation: member bob-changed created",
                "admin SetMember: member bob-changed changed", "admin RemoveMember: member bob-changed removed",
            ],
            (await owner.AuditAsync("kind=member")).Select(entry => entry.Short()));
        var changed = Assert.Single(await owner.AuditAsync("operation=SetMember"));
        Assert.Equal(("viewer", "operator"), (changed.Before!.Value.GetProperty("role").GetString(), changed.After!.Value.GetProperty("role").GetString()));
        Assert.False(changed.After.Value.TryGetProperty("since", out _));
        Assert.Equal("bob-changed CreateNetwork: network bobs created", Assert.Single(await owner.AuditAsync("actor=bob-changed&kind=network")).Short());
        // With a membership go its tokens: whoever ended it ended them.
        Assert.Contains("admin RemoveMember: token sign-in removed", (await owner.AuditAsync("kind=token")).Select(entry => entry.Short()));
    }

    [Fact]
    public async Task A_host_comes_in_by_its_key_and_is_joined_by_it()
    {
        using var owner = await controller.NewTenantAsync("enrolled");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var host = await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        var log = await owner.AuditAsync("operation=EnrolHost");
        Assert.Equal(["test EnrolHost: host v1 created", "test EnrolHost: lease 10.100.1.0/24 created"], log.Select(entry => entry.Short()));
        Assert.All(log, entry => Assert.Equal(("enrolment-key", "agent", "127.0.0.1"), (entry.Actor.Kind, entry.Origin, entry.Address)));
        Assert.Equal(host.Value, log[0].SubjectId);
        Assert.Equal(("v1", "blue"), (log[1].After!.Value.GetProperty("host").GetString(), log[1].After!.Value.GetProperty("network").GetString()));
    }

    [Fact]
    public async Task What_is_refused_is_not_told_nor_what_changes_nothing()
    {
        using var owner = await controller.NewTenantAsync("nothing");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        var before = (await owner.AuditAsync()).Count;
        await owner.PostRefusedAsync("/api/v1/networks", new CreateNetwork("red", "10.100.0.0/17"), 409);
        await owner.JoinAsync("blue", "v1");
        Assert.Equal(before, (await owner.AuditAsync()).Count);
    }

    [Fact]
    public async Task Of_hosts_that_join_at_once_each_is_told_as_who_asked_for_it()
    {
        using var owner = await controller.NewTenantAsync("gathered");
        using var other = await controller.JoinAsync(owner, "gathered", "other-gathered", "operator");
        var network = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var hosts = new List<(Guid Id, bool Owners)>();
        for (var at = 1; at <= 24; at++) hosts.Add(((await owner.NewHostAsync($"v{at}", $"192.168.124.{at}")).Value, at % 2 == 0));
        await Task.WhenAll(hosts.Select(host =>
            (host.Owners ? owner : other).PutAsync<Contracts.Networks.MembershipRecord>($"/api/v1/networks/{network.Id}/hosts/{host.Id}")));

        var joined = (await owner.AuditAsync("operation=JoinNetwork")).ToDictionary(entry => entry.After!.Value.GetProperty("hostId").GetGuid());
        Assert.Equal(24, joined.Count);
        Assert.All(hosts, host => Assert.Equal(host.Owners ? "admin" : "other-gathered", joined[host.Id].Actor.Name));
        await using var db = controller.Database.Open();
        var transactions = db.Audit.Where(row => row.TenantId == db.Tenants.First(tenant => tenant.Name == "gathered").Id && row.Operation == "JoinNetwork")
            .GroupBy(row => row.Transaction).Select(rows => rows.Select(row => row.ActorName).Distinct().Count()).ToArray();
        Assert.True(transactions.Length < 24 && transactions.Max() == 2, $"{transactions.Length} transactions: nothing was gathered");
    }

    [Fact]
    public async Task The_dashboard_tells_the_same_operations_as_its_own()
    {
        using var owner = await controller.NewTenantAsync("audited-page");
        await using var page = await Dashboard.DashboardTests.OpenAsync(controller, "audited-page");
        var client = page.ServiceProvider.GetRequiredService<IControllerClient>();
        var network = (await client.CreateNetworkAsync(new("blue", "10.100.0.0/16"), default)).Value!;
        var host = await owner.NewHostAsync("v1", "192.168.124.51");
        await client.JoinAsync(network.Id, host, false, default);
        await client.LeaveAsync(network.Id, host, default);
        await client.CreateEnrolmentKeyAsync(new CreateEnrolmentKey("k"), default);
        await client.RemoveHostAsync(host, default);
        await client.RemoveNetworkAsync(network.Id, default);
        Assert.Equal(
            [
                "CreateNetwork network created", "CreateNetwork range created", "JoinNetwork lease created", "LeaveNetwork lease removed",
                "CreateEnrolmentKey enrolment-key created", "RemoveHost host removed", "RemoveNetwork range removed", "RemoveNetwork network removed",
            ],
            (await owner.AuditAsync()).Where(entry => entry.Origin == "dashboard").Select(entry => $"{entry.Operation} {entry.Kind} {entry.Action}"));
    }
}
