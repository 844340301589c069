using System.Collections.Immutable;

namespace CloudNet.Agent.Tests.Packets;

/// <summary>What comes of a call.</summary>
/// <param name="Words">In a few words: <c>web1 sees 10.100.1.3</c>, <c>refused</c>, <c>dropped</c>.</param>
/// <param name="By">Why: the rule that decided, or where the answer was lost.</param>
/// <param name="Kernels">What the hosts' kernels remember from now on.</param>
internal sealed record TraceOutcome(string Words, string By, ImmutableDictionary<string, TracedKernel> Kernels);
