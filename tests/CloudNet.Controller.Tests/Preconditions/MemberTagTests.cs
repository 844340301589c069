using CloudNet.Contracts.Access;
using CloudNet.Controller.Tests.Access;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Preconditions;

public sealed class MemberTagTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Path = "/api/v1/members";

    [Fact]
    public async Task A_member_is_shown_by_id_or_name_with_a_tag_that_is_another_when_their_role_is()
    {
        using var owner = await controller.NewTenantAsync("tags-shown");
        using var ann = await controller.JoinAsync(owner, "tags-shown", "tags-ann", "viewer");
        var shown = await owner.GetAsync<MemberRecord>($"{Path}/TAGS-ann");
        Assert.Equal(("tags-ann", "viewer", false), (shown.User, shown.Role, shown.SecondFactor));
        Assert.Equal(shown, Assert.Single(await owner.ListAsync<MemberRecord>(Path), member => member.UserId == shown.UserId));
        var tag = await owner.TagAsync($"{Path}/{shown.UserId}");
        Assert.Equal(tag, await owner.TagAsync($"{Path}/tags-ann"));
        Assert.Equal((304, ""), await owner.IfAsync("If-None-Match", tag, "GET", $"{Path}/tags-ann"));
        await owner.GetRefusedAsync($"{Path}/nobody", 404);

        await ann.PostAsync<CreatedApiToken>("/api/v1/tokens", new CreateApiToken("used"), 201);
        await owner.PutAsync<MemberRecord>($"{Path}/tags-ann", new SetMember("viewer"));
        Assert.Equal(tag, await owner.TagAsync($"{Path}/tags-ann"));
        await owner.PutAsync<MemberRecord>($"{Path}/tags-ann", new SetMember("operator"));
        Assert.Equal(200, (await owner.IfAsync("If-None-Match", tag, "GET", $"{Path}/tags-ann")).Status);
    }

    [Fact]
    public async Task A_role_or_the_end_of_a_membership_rests_on_the_member_as_they_were_seen()
    {
        using var owner = await controller.NewTenantAsync("tags-role");
        using var ben = await controller.JoinAsync(owner, "tags-role", "tags-ben", "viewer");
        var path = $"{Path}/tags-ben";
        var seen = await owner.TagAsync(path);
        Assert.Equal(200, (await owner.IfAsync("If-Match", seen, "PUT", path, new SetMember("operator"))).Status);

        var now = await owner.TagAsync(path);
        var (status, text) = await owner.IfAsync("If-Match", seen, "PUT", path, new SetMember("admin"));
        Assert.True(status == 412, text);
        Assert.Contains("Member 'tags-ben' is no longer as you saw it", text);
        Assert.Contains(now.Trim('"'), text);
        Assert.Equal(412, (await owner.IfAsync("If-Match", seen, "DELETE", path)).Status);
        Assert.Equal(412, (await owner.IfAsync("If-Match", seen, "DELETE", $"{path}?dryRun=true")).Status);
        Assert.Equal(412, (await ben.IfAsync("If-Match", seen, "DELETE", path)).Status);
        Assert.Equal("operator", (await owner.GetAsync<MemberRecord>(path)).Role);
        // Who leaves rests on what they themselves see.
        Assert.Equal(204, (await ben.IfAsync("If-Match", await ben.TagAsync(path), "DELETE", path)).Status);
    }

    [Fact]
    public async Task A_second_factor_counts_for_those_who_are_told_of_it()
    {
        using var owner = await controller.NewTenantAsync("tags-factor");
        using var cat = await controller.JoinAsync(owner, "tags-factor", "tags-cat", "viewer");
        var path = $"{Path}/tags-cat";
        var (told, untold) = (await owner.TagAsync(path), await cat.TagAsync(path));
        await cat.TurnOnAsync();
        Assert.Equal(untold, await cat.TagAsync(path));
        Assert.Equal(412, (await owner.IfAsync("If-Match", told, "PUT", path, new SetMember("operator"))).Status);
        Assert.True((await owner.GetAsync<MemberRecord>(path)).SecondFactor);
        Assert.Null((await cat.GetAsync<MemberRecord>(path)).SecondFactor);
        Assert.Equal(200, (await owner.IfAsync("If-Match", await owner.TagAsync(path), "PUT", path, new SetMember("operator"))).Status);
    }

    [Fact]
    public async Task Of_many_changes_that_rest_on_one_tag_and_come_at_once_one_is_made()
    {
        using var owner = await controller.NewTenantAsync("tags-member-race");
        using var dan = await controller.JoinAsync(owner, "tags-member-race", "tags-dan", "viewer");
        var path = $"{Path}/tags-dan";
        foreach (var roles in new[] { new[] { "operator", "admin" }, ["viewer", "owner"], ["operator", "admin"] })
        {
            var tag = await owner.TagAsync(path);
            var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(at => owner.IfAsync("If-Match", tag, "PUT", path, new SetMember(roles[at % 2]))));
            Assert.Equal([200, .. Enumerable.Repeat(412, 11)], answers.Select(answer => answer.Status).Order());
        }
    }
}
