using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Policies;

/// <summary>What becomes of what no policy of a network matches, as the API shows it.</summary>
/// <param name="NetworkId">The network.</param>
/// <param name="NetworkName">Its name.</param>
/// <param name="Ingress">Of connections to its workloads.</param>
/// <param name="Egress">Of those that its workloads begin.</param>
/// <param name="IngressMatched">How much came to the default that refuses or counts, of connections to its workloads; on all hosts together.</param>
/// <param name="EgressMatched">The same of those that its workloads begin.</param>
public sealed record PolicyDefaultsRecord(
    NetworkId NetworkId, string NetworkName, PolicyDefault Ingress, PolicyDefault Egress, PolicyMatched IngressMatched, PolicyMatched EgressMatched);
