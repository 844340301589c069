namespace CloudNet.Controller.Networks;

/// <summary>Puts networks into the controller.</summary>
internal static class NetworksSetup
{
    public static IServiceCollection AddNetworks(this IServiceCollection services) =>
        services.AddSingleton<NetworkCommands>().AddSingleton<GrowthCommands>()
            .AddSingleton<Joins>().AddSingleton<MembershipCommands>().AddSingleton<ReservationCommands>().AddSingleton<PinCommands>()
            .AddSingleton<PortMappingCommands>().AddSingleton<PeeringCommands>();
}
