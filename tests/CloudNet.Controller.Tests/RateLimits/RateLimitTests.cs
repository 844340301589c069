using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Controller.RateLimits;
using CloudNet.Controller.Settings;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Database;
using Microsoft.Extensions.Configuration;

namespace CloudNet.Controller.Tests.RateLimits;

public sealed class RateLimitTests(PostgresServer server)
{
    private const string Path = "/api/v1/networks";

    [Fact]
    public async Task Who_asks_too_much_from_one_address_is_told_when_to_go_on_and_may_then()
    {
        await using var controller = new ControllerFixture(server) { Settings = Limits("Address", 20) };
        await controller.InitializeAsync();
        using var anonymous = controller.Anonymous();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => anonymous.Http.GetAsync(Path)));
        Assert.InRange(answers.Count(answer => (int)answer.StatusCode == 401), 20, 80);
        var refused = answers.First(answer => (int)answer.StatusCode == 429);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Assert.Contains("Your address", (await ApiClient.RefusedAsync(Task.FromResult(refused), 429)).Detail);

        // The link is not limited, nor are pages: what is refused there is refused by themselves.
        foreach (var path in new[] { LinkLimits.Path, "/test/page" })
        {
            var free = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => anonymous.Http.GetAsync(path)));
            Assert.All(free, answer => Assert.NotEqual(429, (int)answer.StatusCode));
        }
        await Task.Delay(refused.Headers.RetryAfter.Delta.Value + TimeSpan.FromSeconds(1));
        await anonymous.GetRefusedAsync(Path, 401);
    }

    [Fact]
    public async Task A_tenant_that_asks_too_much_takes_nothing_from_another()
    {
        await using var controller = new ControllerFixture(server) { Settings = Limits("Tenant", 20) };
        await controller.InitializeAsync();
        using var greedy = await controller.NewTenantAsync("greedy");
        using var modest = await controller.NewTenantAsync("modest");
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => greedy.Http.GetAsync(Path)));
        Assert.InRange(answers.Count(answer => answer.IsSuccessStatusCode), 20, 80);
        Assert.Contains("Your tenant", (await ApiClient.RefusedAsync(Task.FromResult(answers.First(answer => !answer.IsSuccessStatusCode)), 429)).Detail);
        Assert.Empty(await modest.ListAsync<NetworkRecord>(Path));
    }

    [Theory]
    [InlineData("-1", "10")]
    [InlineData("10", "5")]
    [InlineData("0", "0")]
    public void Terms_that_make_no_sense_are_refused_at_the_start(string perSecond, string burst)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(
            [new("RateLimits:Tenant:PerSecond", perSecond), new("RateLimits:Tenant:Burst", burst)]).Build();
        Assert.Contains("RateLimits__Tenant", Assert.Throws<SettingException>(() => RateTerms.Tenant(settings)).Message);
        Assert.Equal(new RateTerms(500, 5_000), RateTerms.Address(settings));
    }

    private static Dictionary<string, string?> Limits(string of, int number) => new()
    {
        ["RateLimits:Address:PerSecond"] = "0", ["RateLimits:Tenant:PerSecond"] = "0",
        [$"RateLimits:{of}:PerSecond"] = $"{number}", [$"RateLimits:{of}:Burst"] = $"{number}",
    };
}
