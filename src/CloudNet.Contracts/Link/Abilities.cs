using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Views;

namespace CloudNet.Contracts.Link;

/// <summary>
/// Agent to controller, first thing after the welcome and whenever it changes, from version 3 on: what the host has to build networks by.
/// </summary>
/// <param name="Drivers">Each driver that the agent knows, and whether the host can; at most 16.</param>
/// <param name="Keys">The host's WireGuard keys, by generation; at most 8.</param>
public sealed record Abilities(IReadOnlyList<DriverAbility> Drivers, IReadOnlyList<MemberKey> Keys) : LinkMessage;
