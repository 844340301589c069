namespace CloudNet.Contracts.Link;

/// <summary>Which addresses a host has for something other than CloudNet.</summary>
/// <param name="Routes">
/// Routes of the main table that lead there, of both families, without the default ones: in use. At most 512.
/// </param>
/// <param name="Pools">What Docker takes ranges for its networks from: not in use yet. At most 64.</param>
/// <param name="Cut">How many routes and pools more there are.</param>
/// <param name="Warnings">What may come to clash with a network that the host is in, in words; bounded as problems are.</param>
public sealed record HostFactsReport(
    IReadOnlyList<HostRange> Routes, IReadOnlyList<HostRange> Pools, int Cut, IReadOnlyList<string> Warnings);
