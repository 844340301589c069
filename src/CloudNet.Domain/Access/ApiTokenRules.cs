using CloudNet.Contracts.Access;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Access;

/// <summary>What an API token may be.</summary>
public static class ApiTokenRules
{
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(30);

    /// <summary>The token that was asked for, or everything that is wrong with it at once.</summary>
    public static Outcome<NewApiToken> Parse(CreateApiToken request)
    {
        List<FieldProblem> problems = [];
        if (NameRules.Purpose("name", request.Name) is { } name) problems.Add(name);
        if (Lifetimes.Problem("expiresInMinutes", request.ExpiresInMinutes) is { } lifetime) problems.Add(lifetime);
        return problems.Count > 0
            ? Refusal.Invalid(problems)
            : new NewApiToken(request.Name!, Lifetimes.Of(request.ExpiresInMinutes, DefaultLifetime));
    }
}
