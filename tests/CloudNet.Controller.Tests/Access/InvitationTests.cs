using System.Security.Cryptography;
using System.Text;
using CloudNet.Contracts.Access;
using CloudNet.Controller.Tests.Api;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Access;

public sealed partial class InvitationTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Path = "/api/v1/invitations";

    [Fact]
    public async Task An_invitation_is_shown_once_listed_without_its_secret_and_stored_as_a_hash()
    {
        using var owner = await controller.NewTenantAsync("invites");
        var created = await owner.PostAsync<CreatedInvitation>(Path, new CreateInvitation("ada@example.net", "operator", 60), 201);

        Assert.Matches("^cni_[A-Za-z0-9_-]{43}$", created.Secret);
        Assert.Equal(("ada@example.net", "operator", "admin"), (created.Invitation.Name, created.Invitation.Role, created.Invitation.InvitedBy));
        Assert.Equal(TimeSpan.FromHours(1), created.Invitation.ExpiresAt - created.Invitation.CreatedAt);
        Assert.Equal(created.Invitation, Assert.Single(await owner.ListAsync<InvitationRecord>(Path)));
        Assert.DoesNotContain(created.Secret, await owner.Http.GetStringAsync(Path));
        await using var db = controller.Database.Open();
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(created.Secret)), (await db.Invitations.SingleAsync(row => row.Id == created.Invitation.Id)).Hash);
    }

    [Fact]
    public async Task Somebody_new_becomes_a_user_and_a_member()
    {
        using var owner = await controller.NewTenantAsync("newcomers");
        var accepted = await controller.AcceptAsync(await owner.InviteAsync("operator"), "Ida");
        using var ida = await controller.SignInAsync("ida", "newcomers");

        Assert.Equal(("newcomers", "Ida", "operator"), (accepted.Tenant, accepted.Member.User, accepted.Member.Role));
        Assert.Equal(["Ida operator", "admin owner"], await ida.MembersAsync());
        await ida.NewNetworkAsync("blue", "10.100.0.0/16");
        Assert.Empty(await owner.ListAsync<InvitationRecord>(Path));
    }

    [Fact]
    public async Task Somebody_known_gives_their_password_and_wrong_ones_count()
    {
        using var owner = await controller.NewTenantAsync("known");
        await controller.AddUserAsync("kim", MemberSteps.Password);
        var secret = await owner.InviteAsync("viewer");
        using var anonymous = controller.Anonymous();

        for (var tries = 0; tries < 5; tries++) await anonymous.PostRefusedAsync(Accept, new AcceptInvitation(secret, "kim", "not the password"), 401);
        await anonymous.PostRefusedAsync(Accept, new AcceptInvitation(secret, "kim", MemberSteps.Password), 429);
        await anonymous.PostRefusedAsync("/api/v1/sign-in", new SignIn("kim", MemberSteps.Password), 429);
        controller.Clock.Advance(TimeSpan.FromMinutes(16));
        await controller.AcceptAsync(secret, "KIM");
        using var kim = await controller.SignInAsync("kim", "known");
        Assert.Equal(["admin owner", "kim viewer"], await kim.MembersAsync());
    }

    [Fact]
    public async Task Unknown_used_revoked_and_expired_get_one_answer_and_try_no_password()
    {
        using var owner = await controller.NewTenantAsync("ended-invitations");
        var used = await owner.InviteAsync("viewer");
        await controller.AcceptAsync(used, "lee");
        var revoked = await owner.PostAsync<CreatedInvitation>(Path, new CreateInvitation("x", "viewer"), 201);
        await owner.DeleteAsync($"{Path}/{revoked.Invitation.Id}");
        await owner.DeleteRefusedAsync($"{Path}/{revoked.Invitation.Id}", 404);
        var expired = await owner.InviteAsync("viewer", 10);
        controller.Clock.Advance(TimeSpan.FromMinutes(11));

        using var anonymous = controller.Anonymous();
        var answers = new List<string>();
        foreach (var secret in new[] { "cni_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "\u0001", used, revoked.Secret, expired })
            for (var tries = 0; tries < 2; tries++)
                answers.Add((await anonymous.PostRefusedAsync(Accept, new AcceptInvitation(secret, "lee", "not the password"), 404)).ToString());
        Assert.Single(answers.Distinct());
        Assert.Empty(await owner.ListAsync<InvitationRecord>(Path));
        // Ten wrong passwords were given, and none was looked at: lee is not locked out.
        (await controller.SignInAsync("lee", "ended-invitations")).Dispose();
    }

    [Fact]
    public async Task Nobody_invites_above_what_they_may_give_and_a_demotion_ends_such_invitations()
    {
        using var owner = await controller.NewTenantAsync("above");
        using var ned = await controller.JoinAsync(owner, "above", "ned", "owner");
        using var ola = await controller.JoinAsync(owner, "above", "ola", "admin");
        await ola.PostRefusedAsync(Path, new CreateInvitation("x", "owner"), 403);
        await ola.PostRefusedAsync(Path, new CreateInvitation("x", "admin"), 403);
        var (asOwner, asViewer) = (await ned.InviteAsync("owner"), await ned.InviteAsync("viewer"));

        await owner.PutAsync<MemberRecord>("/api/v1/members/ned", new SetMember("admin"));
        using var anonymous = controller.Anonymous();
        await anonymous.PostRefusedAsync(Accept, new AcceptInvitation(asOwner, "pia", MemberSteps.Password), 404);
        Assert.Equal("viewer", (await controller.AcceptAsync(asViewer, "pia")).Member.Role);
    }

    [Fact]
    public async Task A_member_is_no_member_twice_and_the_invitation_stays()
    {
        using var owner = await controller.NewTenantAsync("twice");
        await controller.AcceptAsync(await owner.InviteAsync("viewer"), "rae");
        var secret = await owner.InviteAsync("owner");
        using var anonymous = controller.Anonymous();

        Assert.Contains("viewer", (await anonymous.PostRefusedAsync(Accept, new AcceptInvitation(secret, "rae", MemberSteps.Password), 409)).Detail);
        Assert.Single(await owner.ListAsync<InvitationRecord>(Path));
        Assert.Contains("rae viewer", await owner.MembersAsync());
    }

    [Fact]
    public async Task Another_tenants_invitations_are_not_there()
    {
        using var owner = await controller.NewTenantAsync("mine-only");
        using var other = await controller.NewTenantAsync("not-mine");
        var created = await owner.PostAsync<CreatedInvitation>(Path, new CreateInvitation("x", "viewer"), 201);

        Assert.Empty(await other.ListAsync<InvitationRecord>(Path));
        await other.DeleteRefusedAsync($"{Path}/{created.Invitation.Id}", 404);
        await other.DeleteRefusedAsync($"{Path}/x", 404);
        Assert.Equal("mine-only", (await controller.AcceptAsync(created.Secret, "sam")).Tenant);
    }

    [Fact]
    public async Task Everything_wrong_is_told_at_once_and_takes_no_invitation()
    {
        using var owner = await controller.NewTenantAsync("wrong");
        var secret = await owner.InviteAsync("viewer");
        using var anonymous = controller.Anonymous();

        Assert.Equal(["name", "role", "expiresInMinutes"], Fields(await owner.PostRefusedAsync(Path, new CreateInvitation("", "boss", 0), 400)));
        Assert.Equal(["secret", "user", "password"], Fields(await anonymous.PostRefusedAsync(Accept, new AcceptInvitation(), 400)));
        Assert.Equal(["user", "password"], Fields(await anonymous.PostRefusedAsync(Accept, new AcceptInvitation(secret, "a\0b", "short"), 400)));
        Assert.Equal(["user"], Fields(await anonymous.PostRefusedAsync(
            Accept, new AcceptInvitation(secret, "01934b6e-7f2a-7c31-9d55-3f0c5e1a2b4c", MemberSteps.Password), 400)));
        Assert.Single(await owner.ListAsync<InvitationRecord>(Path));
    }

    private static string Accept => $"{Path}/accept";

    private static IEnumerable<string> Fields(Contracts.Refusals.ProblemRecord problem) => problem.Problems!.Select(field => field.Field);
}
