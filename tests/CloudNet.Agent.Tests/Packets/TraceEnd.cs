using CloudNet.Agent.Tests.Packets.Rules;

namespace CloudNet.Agent.Tests.Packets;

/// <summary>Where a packet ended.</summary>
/// <param name="Place">Who has it; null: nobody.</param>
/// <param name="Packet">The packet, as it was there.</param>
/// <param name="Why">What became of it, where nobody has it: <c>dropped</c>, or what its sender is told.</param>
/// <param name="By">The rule that decided, and on which host; empty: none did.</param>
internal sealed record TraceEnd(TracedPlace? Place, Packet Packet, string Why, string By);
