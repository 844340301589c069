namespace CloudNet.Controller.Services;

/// <summary>Puts services into the controller.</summary>
internal static class ServicesSetup
{
    public static IServiceCollection AddNetworkServices(this IServiceCollection services) => services.AddSingleton<ServiceCommands>();
}
