namespace CloudNet.Domain.Access;

/// <summary>An invitation that may be made.</summary>
/// <param name="Name">Who is invited.</param>
/// <param name="Role">What they will be.</param>
/// <param name="Lifetime">How long it works.</param>
public sealed record NewInvitation(string Name, TenantRole Role, TimeSpan Lifetime);
