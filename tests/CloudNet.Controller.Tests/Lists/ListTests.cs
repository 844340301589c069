using CloudNet.Contracts.Access;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Workloads;
using CloudNet.Controller.Tests.Access;
using CloudNet.Controller.Tests.Api;
using CloudNet.Store.Reports;

namespace CloudNet.Controller.Tests.Lists;

/// <summary>What all lists have in common, and what each can be asked for.</summary>
public sealed class ListTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private static readonly string[] Lists = ["networks", "hosts", "workloads", "tokens", "enrolment-keys", "members", "invitations"];

    private static readonly (string Query, string Expected)[] Filters =
    [
        ("networks?name=a", "alpha"), ("networks?name=al", "alpha"), ("networks?name=alpha", "alpha"), ("networks?name=alphab", ""),
        ("networks?name=%25", ""), ("networks?name=&sort=-name", "zeta mid alpha"), ("hosts?name=h1", "h1 h10"),
        ("hosts?name=h1&sort=-name", "h10 h1"), ("hosts?link=linked", "h1"), ("hosts?link=down", "h2"), ("hosts?link=never-seen", "h10"),
        ("hosts?link=linked&name=h2", ""), ("workloads?name=w", "web worker"), ("workloads?network=zeta", "db web"),
        ("workloads?network=mid", "worker"), ("workloads?host=h2", "web"), ("workloads?host=h2&network=mid", ""),
        ("workloads?label=app=shop", "db web"), ("workloads?label=app=shop&host=h2", "web"), ("workloads?label=app=", "worker"),
        ("workloads?label=query=a=b", "db"), ("workloads?label=app=sho", ""), ("workloads?label=app=shop&label=tier=1", "web"),
        ("workloads?label=app=shop&label=app=", ""),
    ];

    [Fact]
    public async Task Every_list_has_each_row_once_in_each_order()
    {
        using var owner = await FilledAsync("orders");
        foreach (var list in Lists)
        {
            var byName = await NamesAsync(owner, $"/api/v1/{list}?sort=name");
            Assert.True(byName.Length >= 3, list);
            Assert.Equal(byName.Order(StringComparer.Ordinal), byName);
            Assert.Equal(byName, await NamesAsync(owner, $"/api/v1/{list}"));
            Assert.Equal(byName.Reverse(), await NamesAsync(owner, $"/api/v1/{list}?sort=-name&limit=1"));
            var byAge = await NamesAsync(owner, $"/api/v1/{list}?sort=created&limit=1");
            Assert.Equal(byName, byAge.Order(StringComparer.Ordinal));
            Assert.Equal(byAge.Reverse(), await NamesAsync(owner, $"/api/v1/{list}?sort=-created&limit=2"));
            Assert.NotEqual(byName, byAge); // made in another order
        }
    }

    [Fact]
    public async Task Workloads_of_two_hosts_may_have_one_id_and_name()
    {
        using var owner = await FilledAsync("twins");
        var (tenant, network, id) = (await controller.TenantAsync("twins"), (await owner.NetworkAsync("zeta")).Id, WorkloadId.New(TimeProvider.System));
        var hosts = (await owner.ListAsync<HostRecord>("/api/v1/hosts")).Take(2).ToArray();
        await controller.RunAsync(tenant, hosts[0].Id, network, id, "twin", "10.1.0.100");
        await controller.RunAsync(tenant, hosts[1].Id, network, id, "twin", "10.1.0.101");
        foreach (var sort in new[] { "name", "-name", "created", "-created" })
        {
            var found = await owner.ListAsync<WorkloadRecord>($"/api/v1/workloads?name=twin&limit=1&sort={sort}");
            Assert.Equal(hosts.Select(host => host.Id).Order(), found.Select(workload => workload.HostId).Order());
        }
    }

    [Fact]
    public async Task A_filter_finds_what_it_says()
    {
        using var owner = await FilledAsync("filters");
        foreach (var (query, expected) in Filters)
            Assert.Equal((query, expected), (query, string.Join(' ', await NamesAsync(owner, $"/api/v1/{query}&limit=1"))));
    }

    [Theory]
    [InlineData("networks?limit=0&sort=size&cursor=here", "sort limit")]
    [InlineData("networks?limit=501", "limit")]
    [InlineData("networks?cursor=yesterday", "cursor")]
    [InlineData("networks?cursor=AAAA", "cursor")]
    [InlineData("networks?cursor=MC8xLw", "cursor")]
    [InlineData("networks?cursor=_____w", "cursor")]
    [InlineData("networks?name=%00", "name")]
    [InlineData("hosts?link=up&limit=-1", "link limit")]
    [InlineData("workloads?label=app", "label")]
    [InlineData("workloads?label==x", "label")]
    [InlineData("workloads?label=a=%00", "label")]
    [InlineData("hosts?label=app&link=up", "link label")]
    [InlineData("hosts?label=app=&label==x&label=", "label label")]
    [InlineData("tokens?sort=Name", "sort")]
    [InlineData("enrolment-keys?limit=1000", "limit")]
    [InlineData("members?sort=", "sort")]
    [InlineData("invitations?cursor=x", "cursor")]
    public async Task What_is_wrong_is_named(string query, string fields)
    {
        using var admin = await controller.AdminAsync();
        var refused = await admin.GetRefusedAsync($"/api/v1/{query}", 400);
        Assert.Equal(fields.Split(' '), refused.Problems!.Select(problem => problem.Field));
    }

    [Fact]
    public async Task A_cursor_holds_in_its_own_order_only_and_nothing_of_another_tenant_is_behind_it()
    {
        using var owner = await FilledAsync("mine");
        using var other = await FilledAsync("others");
        var cursor = (await other.GetAsync<Page<NetworkRecord>>("/api/v1/networks?limit=1")).Next;
        var own = (await owner.ListAsync<NetworkRecord>("/api/v1/networks")).Select(network => network.Id).ToHashSet();
        var found = await owner.GetAsync<Page<NetworkRecord>>($"/api/v1/networks?cursor={cursor}");
        Assert.All(found.Items, network => Assert.Contains(network.Id, own));
        Assert.Equal(["mid", "zeta"], found.Items.Select(network => network.Name).Where(name => name != "alpha"));

        var refused = await owner.GetRefusedAsync($"/api/v1/networks?sort=created&cursor={cursor}", 400);
        Assert.Equal("cursor", Assert.Single(refused.Problems!).Field);
        var (network, host) = ((await other.NetworkAsync("mid")).Id, (await other.GetAsync<HostRecord>("/api/v1/hosts/h1")).Id);
        await owner.GetRefusedAsync($"/api/v1/workloads?network={network}", 404);
        await owner.GetRefusedAsync($"/api/v1/workloads?host={host}", 404);
    }

    private async Task<ApiClient> FilledAsync(string name)
    {
        var owner = await controller.NewTenantAsync(name);
        foreach (var (network, range) in new[] { ("zeta", "10.1.0.0/16"), ("alpha", "10.2.0.0/16"), ("mid", "10.3.0.0/16") })
            await owner.NewNetworkAsync(network, range);
        var (h2, _, h1) = (
            await owner.NewHostAsync("h2", "192.168.9.2", "zeta"), await owner.NewHostAsync("h10", "192.168.9.10"),
            await owner.NewHostAsync("h1", "192.168.9.1", "zeta", "mid"));
        var (tenant, now) = (await controller.TenantAsync(name), controller.Clock.GetUtcNow());
        await using var db = controller.Database.Open();
        await ReportWriter.StoreAsync(
            db, [new(h1, "link", now, true, "1", "boot", null, null, null), new(h2, "link", now.AddMinutes(-5), true, "1", "boot", null, null, null)], default);
        var (zeta, mid) = ((await owner.NetworkAsync("zeta")).Id, (await owner.NetworkAsync("mid")).Id);
        await controller.RunAsync(tenant, h1, mid, WorkloadId.New(TimeProvider.System), "worker", "10.3.0.2", ("app", ""));
        await controller.RunAsync(tenant, h2, zeta, WorkloadId.New(TimeProvider.System), "web", "10.1.0.2", ("app", "shop"), ("tier", "1"));
        await controller.RunAsync(tenant, h1, zeta, WorkloadId.New(TimeProvider.System), "db", "10.1.0.3", ("app", "shop"), ("query", "a=b"));
        foreach (var text in new[] { "z", "a", "m" })
        {
            await owner.PostAsync<CreatedApiToken>("/api/v1/tokens", new CreateApiToken(text), 201);
            await owner.PostAsync<CreatedEnrolmentKey>("/api/v1/enrolment-keys", new CreateEnrolmentKey(text), 201);
            await owner.PostAsync<CreatedInvitation>("/api/v1/invitations", new CreateInvitation(text, "viewer"), 201);
            (await controller.JoinAsync(owner, name, $"{text}-{name}", "viewer")).Dispose();
        }
        return owner;
    }

    private static async Task<string[]> NamesAsync(ApiClient owner, string path) => path.Split('/', '?')[3] switch
    {
        "networks" => [.. (await owner.ListAsync<NetworkRecord>(path)).Select(network => network.Name)],
        "hosts" => [.. (await owner.ListAsync<HostRecord>(path)).Select(host => host.Name)],
        "workloads" => [.. (await owner.ListAsync<WorkloadRecord>(path)).Select(workload => workload.Name)],
        "tokens" => [.. (await owner.ListAsync<ApiTokenRecord>(path)).Select(token => token.Name)],
        "enrolment-keys" => [.. (await owner.ListAsync<EnrolmentKeyRecord>(path)).Select(key => key.Name)],
        "members" => [.. (await owner.ListAsync<MemberRecord>(path)).Select(member => member.User)],
        _ => [.. (await owner.ListAsync<InvitationRecord>(path)).Select(invitation => invitation.Name)],
    };
}
