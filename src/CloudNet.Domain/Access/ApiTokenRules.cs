using CloudNet.Contracts.Access;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Access;

/// <summary>What an API token may be.</summary>
public static class ApiTokenRules
{
    /// <summary>How exactly the last use of a token is known: so often is it written, and no request oftener pays for it.</summary>
    public static readonly TimeSpan LastUseStep = TimeSpan.FromMinutes(1);

    // What a token for reading is called by whoever thinks in scopes.
    private const string Read = "read";

    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(30);

    /// <summary>The token that was asked for, or everything that is wrong with it at once.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="maker">Its maker's role, which it cannot exceed.</param>
    public static Outcome<NewApiToken> Parse(CreateApiToken request, TenantRole maker)
    {
        List<FieldProblem> problems = [];
        TenantRole? limit = null;
        if (NameRules.Purpose("name", request.Name) is { } name) problems.Add(name);
        if (Lifetimes.Problem("expiresInMinutes", request.ExpiresInMinutes) is { } lifetime) problems.Add(lifetime);
        if (request.Role is { } word)
        {
            if (AccessRules.Parse("role", word == Read ? AccessRules.Word(TenantRole.Viewer) : word).IsRefused(out var refusal, out var role))
                problems.AddRange(refusal.Problems);
            else if (role > maker) problems.Add(Above(role, maker));
            limit = role;
        }
        return problems.Count > 0
            ? Refusal.Invalid(problems)
            : new NewApiToken(request.Name!, Lifetimes.Of(request.ExpiresInMinutes, DefaultLifetime), limit);
    }

    private static FieldProblem Above(TenantRole role, TenantRole maker) => new("role",
        $"A token does not do more than its maker: you are {AccessRules.Word(maker)}, and {AccessRules.Word(role)} is above that.",
        $"Use {AccessRules.Word(maker)} or below, or leave it out.");
}
