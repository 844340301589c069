namespace CloudNet.Controller.Webhooks;

/// <summary>Puts webhooks into the controller.</summary>
internal static class WebhooksSetup
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services
        .AddSingleton(provider => WebhookTerms.Of(provider.GetRequiredService<IConfiguration>()))
        .AddSingleton<OwnAddresses>().AddSingleton<WebhookConnections>().AddSingleton<WebhookSecrets>().AddSingleton<WebhookSender>()
        .AddSingleton<WebhookWorker>().AddSingleton<WebhookCommands>().AddSingleton<DeliveryCommands>().AddHostedService<WebhookDispatcher>();
}
