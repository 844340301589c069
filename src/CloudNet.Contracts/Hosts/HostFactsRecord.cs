namespace CloudNet.Contracts.Hosts;

/// <summary>Which addresses a host has for something other than CloudNet, as its agent reported.</summary>
/// <param name="HostId">The host.</param>
/// <param name="Routes">Its routes, by address; none where its agent is of a version that does not report them.</param>
/// <param name="Pools">What Docker takes ranges for its networks from, by address; not in use yet.</param>
/// <param name="Cut">How many routes and pools it has beyond what is reported.</param>
public sealed record HostFactsRecord(HostId HostId, IReadOnlyList<HostRangeRecord> Routes, IReadOnlyList<HostRangeRecord> Pools, int Cut);
