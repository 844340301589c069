using System.Net;
using CloudNet.Contracts.Networks;
using CloudNet.Controller.Tests.Access;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Database;

namespace CloudNet.Controller.Tests.Repeats;

public sealed class EndedMembershipTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Fact]
    public async Task What_is_done_under_a_key_ends_before_the_membership_does_and_the_key_goes_with_it()
    {
        using var owner = await controller.NewTenantAsync("ending");
        using var carol = await controller.JoinAsync(owner, "ending", "ending-carol", "operator");
        await using var held = await Blockade.OfAsync(controller.Database,
            "SELECT pg_advisory_xact_lock(x'6e657477'::int, hashtext(id::text)) FROM tenants WHERE name = 'ending'");
        var made = carol.OnceAsync("k", "/api/v1/networks", new CreateNetwork("blue", "10.100.0.0/16"));
        await held.WaitAsync(1);
        var removed = owner.DeleteAsync("/api/v1/members/ending-carol");
        await held.ReleaseAsync(waiting: 2);

        Assert.Equal(HttpStatusCode.Created, (await made).Status);
        await removed;
        Assert.Equal("blue", Assert.Single(await owner.ListAsync<NetworkRecord>("/api/v1/networks")).Name);
        Assert.Equal(["admin owner"], await owner.MembersAsync());
    }
}
