using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Database;

namespace CloudNet.Controller.Tests.Webhooks;

/// <summary>A controller that connects to any address, so that a test can be the receiver.</summary>
public sealed class WebhookFixture(PostgresServer server) : IAsyncLifetime
{
    public static readonly (string Name, string Value) AnyReach = ("Webhooks:Reach", "all");

    private ControllerFixture? controller;

    public ControllerFixture Controller => controller!;

    public async ValueTask InitializeAsync()
    {
        controller = new(server);
        controller.Settings[AnyReach.Name] = AnyReach.Value;
        await controller.InitializeAsync();
    }

    public ValueTask DisposeAsync() => Controller.DisposeAsync();
}
