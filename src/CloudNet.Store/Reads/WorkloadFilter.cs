using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;

namespace CloudNet.Store.Reads;

/// <summary>Which workloads are asked for; what is null is not asked.</summary>
/// <param name="Network">Of this network.</param>
/// <param name="Host">On this host.</param>
/// <param name="Labels">With all of these labels.</param>
public sealed record WorkloadFilter(NetworkId? Network = null, HostId? Host = null, IReadOnlyList<KeyValuePair<string, string>>? Labels = null);
