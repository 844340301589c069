using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Tenants;

/// <summary>Asks for a new tenant.</summary>
/// <param name="Name">Required; lower-case letters, digits and hyphens, 1 to 63 characters; unique in the controller.</param>
public sealed record CreateTenant([property: Required] string? Name = null);
