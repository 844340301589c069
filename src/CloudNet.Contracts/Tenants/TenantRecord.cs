namespace CloudNet.Contracts.Tenants;

/// <summary>A tenant as the API shows it.</summary>
/// <param name="Id">The tenant.</param>
/// <param name="Name">Unique in the controller; lower-case letters, digits and hyphens, 1 to 63 characters.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record TenantRecord(TenantId Id, string Name, DateTimeOffset CreatedAt);
