using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Tenants;

/// <summary>What a tenant may be.</summary>
public static class TenantRules
{
    /// <summary>The tenant's name, or what is wrong with it.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="isTaken">Whether a tenant has this name.</param>
    public static Outcome<string> Parse(CreateTenant request, bool isTaken)
    {
        if (NameRules.Tenant("name", request.Name) is { } problem) return Refusal.Invalid([problem]);
        return isTaken
            ? Refusal.Conflict("The tenant exists already", [new("name", $"There is a tenant '{request.Name}' already.", "Choose another name.")])
            : request.Name!;
    }
}
