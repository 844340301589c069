using System.Text.Json.Serialization;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;

namespace CloudNet.Contracts.Link;

/// <summary>How a host fares with the way across that a network is on its way to.</summary>
/// <param name="Network">The network.</param>
/// <param name="Vni">Number of that way on the wire: which of several that the network was on its way to in turn.</param>
/// <param name="Ready">
/// Whether every peer that answers by the way that packets take now answers by this one too, to packets as long as its links promise; null while that
/// is not known of all.
/// </param>
/// <param name="Problem">Why it is not ready, in words; null where it is, or is not known. At most 512 characters.</param>
/// <param name="MovedThrough">The last host that had moved, as far as this one knew when it found that; null: none had.</param>
public sealed record NextPlaneReport(
    NetworkId Network, int Vni, bool? Ready, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Problem = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] HostId? MovedThrough = null);
