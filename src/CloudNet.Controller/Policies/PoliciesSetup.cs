namespace CloudNet.Controller.Policies;

/// <summary>Puts policies into the controller.</summary>
internal static class PoliciesSetup
{
    public static IServiceCollection AddPolicies(this IServiceCollection services) => services.AddSingleton<PolicyCommands>();
}
