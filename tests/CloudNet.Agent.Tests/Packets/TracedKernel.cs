using System.Collections.Immutable;
using CloudNet.Agent.Tests.Packets.Rules;

namespace CloudNet.Agent.Tests.Packets;

/// <summary>What a host's kernel remembers from packet to packet.</summary>
/// <param name="Flows">The connections.</param>
/// <param name="Kept">What rules put into sets and maps, each by its name.</param>
internal sealed record TracedKernel(ImmutableList<Flow> Flows, ImmutableList<(string Set, SetElement Element)> Kept)
{
    /// <summary>Nothing yet.</summary>
    public static TracedKernel Empty { get; } = new([], []);
}
