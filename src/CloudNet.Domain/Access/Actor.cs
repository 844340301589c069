using CloudNet.Contracts.Tenants;

namespace CloudNet.Domain.Access;

/// <summary>Who acts, and in which tenant: every command takes one, however the request came in.</summary>
/// <param name="Tenant">The tenant that it acts in; everything else is invisible to it.</param>
/// <param name="TenantName">That tenant's name.</param>
/// <param name="User">The person.</param>
/// <param name="UserName">The person's name.</param>
/// <param name="Role">What the person may do there: their role, or that of their token where it is lower.</param>
/// <param name="IsLimited">Whether they act through a token that is limited to a role.</param>
public sealed record Actor(TenantId Tenant, string TenantName, Guid User, string UserName, TenantRole Role, bool IsLimited = false);
