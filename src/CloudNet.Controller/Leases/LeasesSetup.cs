using CloudNet.Controller.Settings;
using CloudNet.Domain.Leases;

namespace CloudNet.Controller.Leases;

/// <summary>Puts the life of leases into the controller.</summary>
internal static class LeasesSetup
{
    /// <summary>Reads the terms from the settings <c>Leases:Ttl</c>, <c>Leases:Grace</c> and <c>Leases:Margin</c> (days.hours:minutes:seconds).</summary>
    public static IServiceCollection AddLeases(this IServiceCollection services) => services
        .AddSingleton(provider => Terms(provider.GetRequiredService<IConfiguration>()))
        .AddSingleton<ReclaimCommands>()
        .AddHostedService<LeaseKeeper>();

    /// <summary>Reads the terms.</summary>
    /// <exception cref="SettingException">They make no sense.</exception>
    internal static LeaseTerms Terms(IConfiguration settings)
    {
        var terms = new LeaseTerms(
            settings.Read("Leases:Ttl", LeaseTerms.Default.Ttl), settings.Read("Leases:Grace", LeaseTerms.Default.Grace),
            settings.Read("Leases:Margin", LeaseTerms.Default.Margin));
        return terms.Problem is { } problem ? throw new SettingException(problem) : terms;
    }
}
