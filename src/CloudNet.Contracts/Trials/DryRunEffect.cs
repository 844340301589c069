using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Trials;

/// <summary>One thing that hosts would be told, for each of them to make so in its kernel.</summary>
/// <param name="What">
/// <c>settings-set</c> (the network's settings or ranges), <c>member-set</c> (a host is in the network, with these subnets),
/// <c>member-removed</c>, <c>network-added</c> (the host is in a network from then on), <c>network-removed</c>, <c>host-removed</c>.
/// </param>
/// <param name="NetworkId">The network that it is about; null where it is about none.</param>
/// <param name="Network">Its name.</param>
/// <param name="Member">The name of the host that comes into the network, changes or leaves; null where it is about none.</param>
/// <param name="HostCount">How many hosts would be told.</param>
/// <param name="Hosts">The names of the first 100 of them, in order.</param>
public sealed record DryRunEffect(string What, NetworkId? NetworkId, string? Network, string? Member, int HostCount, IReadOnlyList<string> Hosts);
