using CloudNet.Contracts.Access;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Access;

/// <summary>Who is locked out is told for how long; a name that nobody has is locked out as any other, so that nobody learns which there are.</summary>
public sealed class LockOutTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Path = "/api/v1/sign-in";

    [Theory]
    [InlineData("ivan", true)]
    [InlineData("nobody-at-all", false)]
    public async Task A_name_is_locked_out_for_a_quarter_of_an_hour_whether_it_is_anybodys_or_not(string name, bool isThere)
    {
        if (isThere) await controller.AddUserAsync(name, "a long password");
        using var anonymous = controller.Anonymous();
        foreach (var written in new[] { name, name.ToUpperInvariant(), name, name, name })
            await anonymous.PostRefusedAsync(Path, new SignIn(written, "wrong"), 401);
        Assert.Equal(TimeSpan.FromMinutes(15), await WaitAsync(anonymous, name));
        controller.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(TimeSpan.FromMinutes(5), await WaitAsync(anonymous, name));
        controller.Clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        for (var tries = 0; tries < 5; tries++) await anonymous.PostRefusedAsync(Path, new SignIn(name, "wrong"), 401);
        Assert.InRange(await WaitAsync(anonymous, name), TimeSpan.FromMinutes(14.5), TimeSpan.FromMinutes(15));
    }

    // The clock of the fixture goes on by itself: a second may have passed.
    private static async Task<TimeSpan> WaitAsync(ApiClient client, string name)
    {
        using var response = await client.Http.PostAsync(Path, System.Net.Http.Json.JsonContent.Create(new SignIn(name, "wrong"), options: ApiClient.Json));
        Assert.Equal("Locked out", (await ApiClient.RefusedAsync(Task.FromResult(response), 429)).Title);
        return TimeSpan.FromMinutes(Math.Round(response.Headers.RetryAfter!.Delta!.Value.TotalMinutes, 1));
    }
}
