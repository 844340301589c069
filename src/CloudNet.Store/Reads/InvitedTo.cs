using CloudNet.Contracts.Access;
using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Access;

namespace CloudNet.Store.Reads;

/// <summary>What an invitation leads to.</summary>
/// <param name="Id">The invitation.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="TenantName">Its name.</param>
/// <param name="Role">What the invited person will be.</param>
public sealed record InvitedTo(InvitationId Id, TenantId Tenant, string TenantName, TenantRole Role);
