using CloudNet.Controller.Settings;
using CloudNet.Domain.Rollouts;

namespace CloudNet.Controller.Rollouts;

/// <summary>Puts rollouts into the controller.</summary>
internal static class RolloutsSetup
{
    /// <summary>Reads the terms from the settings <c>Rollouts:Patience</c> and <c>Rollouts:Longest</c> (days.hours:minutes:seconds).</summary>
    public static IServiceCollection AddRollouts(this IServiceCollection services) => services
        .AddSingleton(provider => Terms(provider.GetRequiredService<IConfiguration>()))
        .AddSingleton<RolloutCommands>().AddSingleton<RolloutSteps>().AddHostedService<RolloutKeeper>();

    /// <exception cref="SettingException">They make no sense.</exception>
    private static RolloutTerms Terms(IConfiguration settings)
    {
        var terms = new RolloutTerms(
            settings.Read("Rollouts:Patience", RolloutTerms.Default.Patience), settings.Read("Rollouts:Longest", RolloutTerms.Default.Longest));
        return terms.Problem is { } problem ? throw new SettingException(problem) : terms;
    }
}
