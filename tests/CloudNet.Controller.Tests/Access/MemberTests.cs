using CloudNet.Contracts.Access;
using CloudNet.Contracts.Networks;
using CloudNet.Controller.Tests.Api;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Access;

public sealed partial class MemberTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Path = "/api/v1/members";

    [Fact]
    public async Task Members_are_listed_by_name_with_role_and_since_when()
    {
        using var owner = await controller.NewTenantAsync("listed");
        var before = controller.Clock.GetUtcNow();
        using var zoe = await controller.JoinAsync(owner, "listed", "zoe", "viewer");
        using var abe = await controller.JoinAsync(owner, "listed", "abe", "operator");

        var members = await zoe.ListAsync<MemberRecord>(Path);
        Assert.Equal(["abe operator", "admin owner", "zoe viewer"], members.Select(member => $"{member.User} {member.Role}"));
        Assert.All([members[0], members[2]], member => Assert.InRange(member.Since, before.AddSeconds(-1), controller.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_new_role_counts_from_the_next_request_on()
    {
        using var owner = await controller.NewTenantAsync("promoted");
        using var pat = await controller.JoinAsync(owner, "promoted", "pat", "viewer");
        await pat.PostRefusedAsync("/api/v1/networks", new CreateNetwork("blue", "10.100.0.0/16"), 403);

        Assert.Equal("operator", (await owner.PutAsync<MemberRecord>($"{Path}/PAT", new SetMember("operator"))).Role);
        await pat.NewNetworkAsync("blue", "10.100.0.0/16");
        var id = (await owner.ListAsync<MemberRecord>(Path)).Single(member => member.User == "pat").UserId;
        await owner.PutAsync<MemberRecord>($"{Path}/{id}", new SetMember("viewer"));
        await pat.DeleteRefusedAsync("/api/v1/networks/blue", 403);
    }

    [Fact]
    public async Task A_removed_member_is_out_at_once_and_their_tokens_of_this_tenant_are_gone()
    {
        using var owner = await controller.NewTenantAsync("removed");
        using var elsewhere = await controller.NewTenantAsync("kept");
        using var quinn = await controller.JoinAsync(owner, "removed", "quinn", "admin");
        var invitation = await quinn.InviteAsync("viewer");
        await controller.AcceptAsync(await elsewhere.InviteAsync("viewer"), "quinn");
        using var other = await controller.SignInAsync("quinn", "kept");

        await owner.DeleteAsync($"{Path}/quinn");
        await quinn.GetRefusedAsync("/api/v1/networks", 401);
        await owner.DeleteRefusedAsync($"{Path}/quinn", 404);
        Assert.Empty(await other.ListAsync<NetworkRecord>("/api/v1/networks"));
        await using var db = controller.Database.Open();
        var tenant = await db.Tenants.SingleAsync(row => row.Name == "removed");
        Assert.False(await db.ApiTokens.AnyAsync(row => row.TenantId == tenant.Id && db.Users.Any(user => user.Id == row.UserId && user.UserName == "quinn")));
        // Nobody comes back by an invitation of their own.
        using var anonymous = controller.Anonymous();
        await anonymous.PostRefusedAsync("/api/v1/invitations/accept", new AcceptInvitation(invitation, "quinn", MemberSteps.Password), 404);
    }

    [Fact]
    public async Task Everybody_may_leave_but_the_last_owner()
    {
        using var owner = await controller.NewTenantAsync("left-by-all");
        using var rob = await controller.JoinAsync(owner, "left-by-all", "rob", "viewer");
        await rob.DeleteAsync($"{Path}/rob");
        await rob.GetRefusedAsync(Path, 401);

        var problem = await owner.DeleteRefusedAsync($"{Path}/admin", 409);
        Assert.Contains("only owner", problem.Detail);
        Assert.Contains("Make another member owner first", problem.Detail);
        await owner.PutRefusedAsync($"{Path}/admin", new SetMember("admin"), 409);
        using var sue = await controller.JoinAsync(owner, "left-by-all", "sue", "owner");
        await owner.DeleteAsync($"{Path}/admin");
        await sue.DeleteRefusedAsync($"{Path}/sue", 409);
        Assert.Equal(["sue owner"], await sue.MembersAsync());
    }

    [Fact]
    public async Task Admins_manage_operators_and_viewers_only()
    {
        using var owner = await controller.NewTenantAsync("managed");
        using var ann = await controller.JoinAsync(owner, "managed", "ann", "admin");
        using var ben = await controller.JoinAsync(owner, "managed", "ben", "admin");
        using var cat = await controller.JoinAsync(ann, "managed", "cat", "viewer");

        await ann.PutAsync<MemberRecord>($"{Path}/cat", new SetMember("operator"));
        await ann.PutRefusedAsync($"{Path}/cat", new SetMember("admin"), 403);
        await ann.PutRefusedAsync($"{Path}/ben", new SetMember("viewer"), 403);
        await ann.PutRefusedAsync($"{Path}/admin", new SetMember("viewer"), 403);
        await ann.PutRefusedAsync($"{Path}/ann", new SetMember("owner"), 403);
        await ann.DeleteRefusedAsync($"{Path}/ben", 403);
        await ann.DeleteRefusedAsync($"{Path}/admin", 403);
        await cat.DeleteRefusedAsync($"{Path}/ann", 403);
        Assert.Equal(["admin owner", "ann admin", "ben admin", "cat operator"], await owner.MembersAsync());
        await ann.PutAsync<MemberRecord>($"{Path}/ann", new SetMember("operator"));
        await ann.DeleteRefusedAsync($"{Path}/cat", 403);
    }

    [Fact]
    public async Task Whom_it_does_not_know_and_what_is_no_role_it_refuses()
    {
        using var owner = await controller.NewTenantAsync("strict");
        using var stranger = await controller.NewTenantAsync("strangers");
        using var tom = await controller.JoinAsync(stranger, "strangers", "tom", "viewer");

        foreach (var name in new[] { "tom", "nobody", "%01", "01934b6e-7f2a-7c31-9d55-3f0c5e1a2b4c" })
        {
            await owner.PutRefusedAsync($"{Path}/{name}", new SetMember("viewer"), 404);
            await owner.DeleteRefusedAsync($"{Path}/{name}", 404);
        }
        foreach (var role in new[] { null, "", "Owner", "emperor" })
            Assert.Equal("role", (await owner.PutRefusedAsync($"{Path}/admin", new SetMember(role), 400)).Problems!.Single().Field);
    }
}
