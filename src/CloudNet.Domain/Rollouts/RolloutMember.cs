using System.Net.Sockets;
using CloudNet.Contracts.Hosts;

namespace CloudNet.Domain.Rollouts;

/// <summary>A host whose network is to go from one way across to another.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Underlay">The family of its own address.</param>
/// <param name="IsLinked">Whether its agent is linked.</param>
/// <param name="Abilities">What it said it can; null: nothing.</param>
public sealed record RolloutMember(string Name, AddressFamily Underlay, bool IsLinked, IReadOnlyCollection<DriverAbility>? Abilities);
