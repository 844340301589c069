using CloudNet.Controller.Providers;
using CloudNet.Controller.Settings;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Database;
using Microsoft.Extensions.Configuration;

namespace CloudNet.Controller.Tests.Providers;

/// <summary>Settings that name a provider by halves: the controller does not start, and says why; and without any there is none.</summary>
public sealed class ProviderTermsTests(PostgresServer server)
{
    [Theory]
    [InlineData("Oidc__ClientId is not", "Authority=https://id.example.org")]
    [InlineData("Oidc__Authority is not", "ClientId=cloudnet")]
    [InlineData("Oidc__Authority is not", "ClientSecret=hidden")]
    [InlineData("Oidc__Authority is 'http://id.example.org'", "Authority=http://id.example.org ClientId=cloudnet ClientSecret=hidden")]
    [InlineData("Oidc__Authority is 'id.example.org'", "Authority=id.example.org ClientId=cloudnet ClientSecret=hidden")]
    [InlineData("Oidc__Authority is 'https://me:it@id.example.org'", "Authority=https://me:it@id.example.org ClientId=cloudnet")]
    public void Halves_are_refused_in_words(string words, string set)
    {
        var fault = Assert.Throws<SettingException>(() => ProviderTerms.Of(Settings(set)));
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Authority=https://id.example.org/realms/work ClientId=cloudnet", "id.example.org", "openid")]
    [InlineData("Authority=http://127.0.0.1:9000 ClientId=cloudnet Name=Work Scopes=email", "Work", "openid email")]
    [InlineData("Authority=http://localhost:9000 ClientId=cloudnet Scopes=openid", "localhost", "openid")]
    public void The_rest_has_a_default(string set, string name, string scopes)
    {
        var terms = ProviderTerms.Of(Settings(set))!;
        Assert.Equal((name, scopes), (terms.Name, string.Join(' ', terms.Scopes)));
    }

    [Fact]
    public async Task The_controller_does_not_start_with_halves()
    {
        await using var controller = new ControllerFixture(server);
        controller.Settings["Oidc:Authority"] = "https://id.example.org";
        var fault = await Assert.ThrowsAsync<SettingException>(async () => await controller.InitializeAsync());
        Assert.Contains("Oidc__ClientId is not", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_there_is_no_way_to_a_provider()
    {
        await using var controller = new ControllerFixture(server);
        await controller.InitializeAsync();
        using var client = controller.Anonymous();
        foreach (var path in new[] { "/sign-in/provider", "/sign-in/provider/callback?code=x&state=y" })
            Assert.Equal(404, (await client.SendAsync("GET", path, null)).Status);
    }

    private static IConfiguration Settings(string set) => new ConfigurationBuilder().AddInMemoryCollection(
        set.Split(' ').Select(one => one.Split('=', 2)).Select(one => KeyValuePair.Create($"Oidc:{one[0]}", (string?)one[1]))).Build();
}
