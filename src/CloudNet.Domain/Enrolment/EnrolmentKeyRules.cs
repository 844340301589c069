using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Access;
using CloudNet.Domain.Labels;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Enrolment;

/// <summary>What an enrolment key may be, and whom it lets in.</summary>
public static class EnrolmentKeyRules
{
    /// <summary>Most hosts that one key can let in.</summary>
    public const int MostUses = 100_000;

    /// <summary>Most networks that a key can name.</summary>
    public const int MostNetworks = 64;

    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(1);

    /// <summary>
    /// Said of a key that does not exist, is malformed, or is another kind of secret: one answer, which tells nobody which it is.
    /// </summary>
    public static Refusal Unknown { get; } = new(RefusalKind.NotAuthenticated, "The enrolment key is not accepted",
        "No enrolment key has this secret. Check that it was copied whole (it begins with cnk_), or make a new one.");

    /// <summary>The key that was asked for, or everything that is wrong with it at once.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="networks">Those of the named networks that the tenant has.</param>
    public static Outcome<NewEnrolmentKey> Parse(CreateEnrolmentKey request, IReadOnlyCollection<string> networks)
    {
        List<FieldProblem> problems = [];
        if (NameRules.Purpose("name", request.Name) is { } name) problems.Add(name);
        if (request.Uses is < 1 or > MostUses)
            problems.Add(new("uses", $"A key lets 1 to {MostUses:N0} hosts in; {request.Uses} was given.",
                "Use a number in these bounds, or leave it out for 1."));
        if (Lifetimes.Problem("expiresInMinutes", request.ExpiresInMinutes) is { } lifetime) problems.Add(lifetime);
        problems.AddRange(Networks(request.Networks ?? [], networks));
        var labels = request.Labels ?? new Dictionary<string, string>();
        problems.AddRange(LabelRules.Check("labels", labels));
        return problems.Count > 0
            ? Refusal.Invalid(problems)
            : new NewEnrolmentKey(
                request.Name!, request.Uses ?? 1, Lifetimes.Of(request.ExpiresInMinutes, DefaultLifetime), [.. (request.Networks ?? []).Distinct()], labels);
    }

    /// <summary>Refuses a key that is expired or used up, at this moment.</summary>
    public static Refusal? Admit(string name, int used, int uses, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        if (now >= expiresAt)
            return new(RefusalKind.Spent, "The enrolment key is expired",
                $"Enrolment key '{name}' expired at {expiresAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z. Make a new one.");
        return used >= uses
            ? new(RefusalKind.Spent, "The enrolment key is used up", $"Enrolment key '{name}' let {used} of {uses} hosts in. Make a new one.")
            : null;
    }

    // In JSON a list of names may hold null.
    private static IEnumerable<FieldProblem> Networks(IReadOnlyList<string?> asked, IReadOnlyCollection<string> there)
    {
        if (asked.Count > MostNetworks)
            return [new("networks", $"A key names at most {MostNetworks} networks; {asked.Count} were given.", "Name fewer.")];
        return asked.Distinct().Where(name => name is null || !there.Contains(name))
            .Select(name => new FieldProblem("networks", $"The tenant has no network {Quoted.Text(name)}.", "Make it first, or leave it out."));
    }
}
