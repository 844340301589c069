using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Database;

namespace CloudNet.Controller.Tests.Providers;

/// <summary>A controller whose settings name a provider, and the provider.</summary>
public sealed class ProviderFixture(PostgresServer server) : IAsyncLifetime
{
    public TestProvider Provider { get; } = new();

    public ControllerFixture Controller { get; } = new(server);

    public async ValueTask InitializeAsync()
    {
        await Provider.InitializeAsync();
        foreach (var (name, value) in Settings(Provider.Address)) Controller.Settings[name] = value;
        await Controller.InitializeAsync();
    }

    /// <summary>The settings that name a provider.</summary>
    public static IReadOnlyList<(string Name, string Value)> Settings(Uri provider) =>
    [
        ("Oidc:Authority", provider.ToString()), ("Oidc:ClientId", TestProvider.ClientId), ("Oidc:ClientSecret", TestProvider.ClientSecret),
        ("Oidc:Name", "Test ID"), ("Oidc:Scopes", "openid profile"),
    ];

    public async ValueTask DisposeAsync()
    {
        await Controller.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
