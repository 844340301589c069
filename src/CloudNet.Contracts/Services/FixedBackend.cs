using System.Net;
using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Services;

/// <summary>A backend of a service that is no workload: an address, in the network or outside.</summary>
/// <param name="Address">The address.</param>
/// <param name="Weight">0 to 100: how much of the connections it gets, beside the others; 0: none that begin.</param>
public sealed record FixedBackend(
    IPAddress Address, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int Weight = 1);
