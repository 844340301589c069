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

    private static LeaseTerms Terms(IConfiguration settings)
    {
        var section = settings.GetSection("Leases");
        var terms = new LeaseTerms(
            section.GetValue("Ttl", LeaseTerms.Default.Ttl), section.GetValue("Grace", LeaseTerms.Default.Grace),
            section.GetValue("Margin", LeaseTerms.Default.Margin));
        return terms.Problem is { } problem ? throw new InvalidOperationException(problem) : terms;
    }
}
