using CloudNet.Contracts.Access;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Access;

/// <summary>How people sign in.</summary>
public static class SignInRules
{
    /// <summary>Wrong passwords or codes in a row after which a user is locked out.</summary>
    public const int MostFailures = 5;

    /// <summary>Shortest password.</summary>
    public const int ShortestPassword = 8;

    /// <summary>Longest password, and name: hashing a password costs as much as it is long.</summary>
    public const int LongestPassword = 256;

    /// <summary>For how long a user is locked out.</summary>
    public static readonly TimeSpan LockOut = TimeSpan.FromMinutes(15);

    /// <summary>How long the token of a sign-in works.</summary>
    public static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(12);

    /// <summary>How long the dashboard waits for the code, once the password was right.</summary>
    public static readonly TimeSpan CodeWait = TimeSpan.FromMinutes(5);

    /// <summary>One answer for a user that does not exist and for a wrong password.</summary>
    public static Refusal Wrong { get; } = new(RefusalKind.NotAuthenticated, "Not signed in",
        "The user's name or the password is wrong. "
        + $"After {MostFailures} wrong passwords or codes in a row a user is locked out for {LockOut.TotalMinutes:0} minutes.");

    /// <summary>The user is locked out.</summary>
    public static Refusal LockedOut { get; } = new(RefusalKind.TooOften, "Locked out",
        $"There were {MostFailures} wrong passwords or codes in a row; a user is locked out for {LockOut.TotalMinutes:0} minutes then. Wait, and try again.")
    {
        RetryAfter = LockOut,
    };

    /// <summary>The user is locked out for that long still.</summary>
    public static Refusal LockedOutFor(TimeSpan wait) => LockedOut with { RetryAfter = wait };

    /// <summary>More sign-ins wait than can be checked soon.</summary>
    public static Refusal Busy { get; } = new(RefusalKind.TooOften, "Too many sign-ins",
        "Many sign-ins are waiting to be checked. Try again shortly.");

    /// <summary>The user is in no tenant of this name.</summary>
    public static Refusal NoTenant(string? name) => new(RefusalKind.NotAllowed, "Not a member",
        name is null
            ? "You belong to no tenant. Ask an owner of one."
            : $"You belong to no tenant {Naming.Quoted.Text(name)}. Leave the tenant out for your first one.");

    /// <summary>What is wrong with a request to sign in, or null.</summary>
    public static Refusal? Check(SignIn request)
    {
        List<FieldProblem> problems = [];
        if (request.User is not { Length: > 0 and <= LongestPassword })
            problems.Add(new("user", $"The user's name is required, at most {LongestPassword} characters.", "Give the name that the user was made with."));
        if (request.Password is not { Length: > 0 and <= LongestPassword })
            problems.Add(new("password", $"The password is required, at most {LongestPassword} characters.", "Give it."));
        if (SecondFactorRules.Problem(request.Code) is { } code) problems.Add(code);
        return problems.Count > 0 ? Refusal.Invalid(problems) : null;
    }
}
