using CloudNet.Contracts.Hosts;

namespace CloudNet.Store.Reads;

/// <summary>Which hosts are asked for; what is null is not asked.</summary>
/// <param name="Link">Whose link is in this state.</param>
/// <param name="Labels">With all of these labels.</param>
public sealed record HostFilter(HostLinkState? Link = null, IReadOnlyList<KeyValuePair<string, string>>? Labels = null);
