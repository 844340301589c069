using CloudNet.Controller.Gateway;
using CloudNet.Controller.Settings;
using CloudNet.Domain.Hosts;

namespace CloudNet.Controller.Hosts;

/// <summary>Puts hosts into the controller.</summary>
internal static class HostsSetup
{
    /// <summary>Reads from the setting <c>Services:AwayAfter</c> (days.hours:minutes:seconds) for how long services keep what runs on a silent host.</summary>
    public static IServiceCollection AddHosts(this IServiceCollection services) => services
        .AddSingleton<HostCommands>().AddSingleton<IHostChanges, HostChanges>()
        .AddSingleton(provider => Terms(provider.GetRequiredService<IConfiguration>())).AddHostedService<AwayKeeper>();

    /// <exception cref="SettingException">It makes no sense.</exception>
    private static AwayTerms Terms(IConfiguration settings)
    {
        var terms = new AwayTerms(settings.Read("Services:AwayAfter", AwayTerms.Default.Grace));
        return terms.Problem is { } problem ? throw new SettingException(problem) : terms;
    }
}
