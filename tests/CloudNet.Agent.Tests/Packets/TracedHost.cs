using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Tests.Packets.Rules;

namespace CloudNet.Agent.Tests.Packets;

/// <summary>A host that packets are traced through.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Underlay">Its underlay addresses.</param>
/// <param name="Rules">Its tables.</param>
/// <param name="Routes">Its routes.</param>
/// <param name="Workloads">Its workloads, each with the bridge that it is on.</param>
/// <param name="Unfiltered">The bridges of which rules do not see what they pass on.</param>
internal sealed record TracedHost(
    string Name, ImmutableArray<IPAddress> Underlay, RuleBook Rules, RouteBook Routes, ImmutableArray<TracedPlace> Workloads,
    ImmutableArray<string> Unfiltered);
