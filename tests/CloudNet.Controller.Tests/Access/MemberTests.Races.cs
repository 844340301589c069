using System.Net;
using System.Net.Http.Json;
using CloudNet.Contracts.Access;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Database;

namespace CloudNet.Controller.Tests.Access;

public sealed partial class MemberTests
{
    [Fact]
    public async Task Of_owners_who_demote_or_remove_each_other_at_once_one_is_left()
    {
        using var owner = await controller.NewTenantAsync("duel");
        for (var round = 0; round < 10; round++)
        {
            var (one, other) = ($"one-{round}", $"other-{round}");
            using var a = await controller.JoinAsync(owner, "duel", one, "owner");
            using var b = await controller.JoinAsync(owner, "duel", other, "owner");
            // From here on the two are the only ones.
            await owner.PutAsync<MemberRecord>($"{Path}/admin", new SetMember("admin"));
            var viewer = JsonContent.Create(new { role = "viewer" });
            var answers = await Task.WhenAll(
                round % 2 == 0 ? a.Http.DeleteAsync($"{Path}/{other}") : a.Http.PutAsync($"{Path}/{other}", viewer),
                b.Http.PutAsync($"{Path}/{one}", JsonContent.Create(new { role = "viewer" })));

            Assert.Single(answers, answer => answer.IsSuccessStatusCode);
            Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized);
            Assert.Single(await owner.MembersAsync(), member => member.EndsWith(" owner", StringComparison.Ordinal));
            using var left = answers[0].IsSuccessStatusCode ? await controller.SignInAsync(one, "duel") : await controller.SignInAsync(other, "duel");
            await left.PutAsync<MemberRecord>($"{Path}/admin", new SetMember("owner"));
            await left.DeleteAsync($"{Path}/{(answers[0].IsSuccessStatusCode ? one : other)}");
        }
    }

    [Fact]
    public async Task Who_is_removed_while_signing_in_is_told_so()
    {
        using var owner = await controller.NewTenantAsync("signing-in");
        using var una = await controller.JoinAsync(owner, "signing-in", "una", "viewer");
        await using var removal = await Blockade.OfAsync(controller.Database,
            "DELETE FROM members WHERE user_id = (SELECT id FROM users WHERE user_name = 'una')");
        using var anonymous = controller.Anonymous();
        var signingIn = anonymous.PostRefusedAsync("/api/v1/sign-in", new SignIn("una", MemberSteps.Password), 403);
        await removal.ReleaseAsync(waiting: 1, commit: true);

        Assert.Contains("'signing-in'", (await signingIn).Detail);
    }
}
