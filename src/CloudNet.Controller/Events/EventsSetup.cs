namespace CloudNet.Controller.Events;

/// <summary>Puts the stream of events into the controller.</summary>
internal static class EventsSetup
{
    public static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddSingleton(provider => EventTerms.Of(provider.GetRequiredService<IConfiguration>()))
        .AddSingleton<EventFeed>().AddSingleton<OpenStreams>().AddSingleton<StreamPermit>().AddSingleton<EventStream>()
        .AddHostedService<EventListener>();
}
