using CloudNet.Contracts.Access;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Access;

/// <summary>What an invitation may be, and how it is accepted.</summary>
public static class InvitationRules
{
    // As long as a user's name may be; no secret is longer than a fraction of it.
    private const int LongestSecret = 256;

    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(7);

    /// <summary>Said of an invitation that is unknown, expired, used or revoked: one answer, which tells nobody which it is.</summary>
    public static Refusal Unknown { get; } = new(RefusalKind.NotFound, "The invitation is not accepted",
        "No invitation that can be used has this secret: it was never made, or is used, revoked or expired. "
        + "Check that it was copied whole (it begins with cni_), or ask for a new one.");

    /// <summary>The invitation that was asked for, or everything that is wrong with it at once.</summary>
    public static Outcome<NewInvitation> Parse(CreateInvitation request)
    {
        List<FieldProblem> problems = [];
        if (NameRules.Purpose("name", request.Name) is not null)
            problems.Add(new("name", "It is 1 to 63 characters on one line.", "Say who is invited: a name or an e-mail address."));
        if (AccessRules.Parse("role", request.Role).IsRefused(out var refusal, out var role)) problems.AddRange(refusal.Problems);
        if (Lifetimes.Problem("expiresInMinutes", request.ExpiresInMinutes) is { } lifetime) problems.Add(lifetime);
        return problems.Count > 0
            ? Refusal.Invalid(problems)
            : new NewInvitation(request.Name!, role, Lifetimes.Of(request.ExpiresInMinutes, DefaultLifetime));
    }

    /// <summary>What is wrong with a request to accept one, or null.</summary>
    public static Refusal? Check(AcceptInvitation request)
    {
        List<FieldProblem> problems = [];
        if (request.Secret is not { Length: > 0 and <= LongestSecret })
            problems.Add(new("secret", "The invitation's secret is required.", "Give the text that begins with cni_."));
        problems.AddRange(SignInRules.Check(new SignIn(request.User, request.Password, Code: request.Code))?.Problems ?? []);
        // Members are named by id or name.
        if (Guid.TryParse(request.User, out _)) problems.Add(new("user", "A name may not look like an id (a UUID).", "Choose another name."));
        return problems.Count > 0 ? Refusal.Invalid(problems) : null;
    }

    /// <summary>Whether an invitation still stands: its time is not over, and who gave it may still give that role.</summary>
    public static bool Stands(TenantRole role, TenantRole inviter, DateTimeOffset expiresAt, DateTimeOffset now) =>
        now < expiresAt && AccessRules.MayGrant(inviter, role);

    /// <summary>The person is a member already.</summary>
    public static Refusal MemberAlready(string user, string tenant, TenantRole role) => Refusal.Conflict("A member already",
        [new("user", $"'{user}' is {AccessRules.Word(role)} of tenant '{tenant}' already.",
            "Sign in; an owner or admin changes roles. The invitation is still good for somebody else.")]);

    /// <summary>Somebody else made a user of this name while the invitation was being accepted.</summary>
    public static Refusal NameTaken(string user) => Refusal.Conflict("The name was taken just now",
        [new("user", $"A user {Quoted.Text(user)} was made a moment ago.", "If that was you, send the same again; else choose another name.")]);
}
