namespace CloudNet.Controller.Audit;

/// <summary>Puts the audit log into the controller.</summary>
internal static class AuditSetup
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton(provider => RetentionTerms.Of(provider.GetRequiredService<IConfiguration>()))
        .AddSingleton<AuditWords>()
        .AddSingleton<AuditLog>()
        .AddSingleton<RetentionKeeper>()
        .AddHostedService(provider => provider.GetRequiredService<RetentionKeeper>());
}
