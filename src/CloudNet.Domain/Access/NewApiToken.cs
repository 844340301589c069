namespace CloudNet.Domain.Access;

/// <summary>An API token that may be made.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Lifetime">How long it works.</param>
/// <param name="Role">What it is limited to; null: no limit.</param>
public sealed record NewApiToken(string Name, TimeSpan Lifetime, TenantRole? Role);
