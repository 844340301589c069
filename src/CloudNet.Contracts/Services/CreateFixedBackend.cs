using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Services;

/// <summary>A fixed backend that is asked for.</summary>
/// <param name="Address">Required; an IPv4 or IPv6 address.</param>
/// <param name="Weight">0 to 100; default 1.</param>
public sealed record CreateFixedBackend([property: Required] string? Address = null, int? Weight = null);
