using CloudNet.Contracts.Access;
using CloudNet.Controller.Access;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Database;
using CloudNet.Domain.Access;
using CloudNet.Domain.Refusals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNet.Controller.Tests.Access;

public sealed partial class InvitationTests
{
    [Fact]
    public async Task Of_many_who_accept_one_invitation_at_once_one_gets_in()
    {
        using var owner = await controller.NewTenantAsync("raced-invitation");
        var created = await owner.PostAsync<CreatedInvitation>(Path, new CreateInvitation("x", "viewer"), 201);
        using var anonymous = controller.Anonymous();
        await using var blockade = await Blockade.OfAsync(
            controller.Database, $"SELECT 1 FROM invitations WHERE id = '{created.Invitation.Id}' FOR UPDATE");
        var racing = Task.WhenAll(Enumerable.Range(0, 16).Select(async n =>
            (int)await anonymous.PostStatusAsync(Accept, new AcceptInvitation(created.Secret, $"racer-{n}", MemberSteps.Password))));
        await blockade.ReleaseAsync(waiting: 16);
        var statuses = await racing;

        Assert.Equal((1, 15), (statuses.Count(status => status == 200), statuses.Count(status => status == 404)));
        Assert.Equal(2, (await owner.MembersAsync()).Count);
        await using var db = controller.Database.Open();
        Assert.Equal(1, await db.Users.CountAsync(user => user.UserName!.StartsWith("racer-")));
    }

    [Fact]
    public async Task Of_many_invitations_accepted_under_one_new_name_at_once_one_makes_the_user_and_none_is_lost()
    {
        using var owner = await controller.NewTenantAsync("raced-name");
        var secrets = new List<string>();
        for (var n = 0; n < 8; n++) secrets.Add(await owner.InviteAsync("viewer"));
        using var anonymous = controller.Anonymous();
        var statuses = await Task.WhenAll(secrets.Select(async secret =>
            (int)await anonymous.PostStatusAsync(Accept, new AcceptInvitation(secret, "mia", MemberSteps.Password))));

        Assert.Equal((1, 7), (statuses.Count(status => status == 200), statuses.Count(status => status == 409)));
        Assert.Equal(7, (await owner.ListAsync<InvitationRecord>(Path)).Count);
    }

    [Fact]
    public async Task A_name_that_is_taken_between_two_looks_is_a_conflict_at_the_second_one_too()
    {
        await using var scope = controller.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<NewUsers>().MakeAsync("admin", MemberSteps.Password, default);
        Assert.True(made.IsRefused(out var refusal, out _));
        Assert.Equal((RefusalKind.Conflict, InvitationRules.NameTaken("admin").Detail), (refusal.Kind, refusal.Detail));
    }
}
