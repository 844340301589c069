namespace CloudNet.Domain.Access;

/// <summary>A member, for a decision about them.</summary>
/// <param name="User">The person.</param>
/// <param name="UserName">Their name.</param>
/// <param name="Role">What they are.</param>
/// <param name="Since">Since when they belong to the tenant.</param>
/// <param name="SecondFactor">Whether they sign in with a second factor.</param>
public sealed record TenantMember(Guid User, string UserName, TenantRole Role, DateTimeOffset Since, bool SecondFactor = false);
