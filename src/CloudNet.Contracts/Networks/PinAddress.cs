using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Networks;

/// <summary>Asks that an address of a network be kept for one workload, by name; neither needs to be there yet.</summary>
/// <param name="Workload">Required; the workload's name.</param>
/// <param name="Address">Required; an address of the network that a workload may have, such as <c>10.100.7.20</c>.</param>
public sealed record PinAddress([property: Required] string? Workload = null, [property: Required] string? Address = null);
