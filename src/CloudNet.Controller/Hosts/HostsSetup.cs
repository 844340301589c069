using CloudNet.Controller.Gateway;

namespace CloudNet.Controller.Hosts;

/// <summary>Puts hosts into the controller.</summary>
internal static class HostsSetup
{
    public static IServiceCollection AddHosts(this IServiceCollection services) =>
        services.AddSingleton<HostCommands>().AddSingleton<IHostChanges, HostChanges>();
}
