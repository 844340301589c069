using CloudNet.Contracts.Access;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Access;

/// <summary>What a password may be, and how it is changed. Length is what counts (NIST SP 800-63B).</summary>
public static class PasswordRules
{
    /// <summary>How the person signs in was changed by somebody else in this moment.</summary>
    public static Refusal ChangedMeanwhile { get; } = new(RefusalKind.Conflict, "Changed meanwhile",
        "How you sign in was changed a moment ago: your password, your second factor, or your sign-in by a provider. "
        + "If that was you, send the same again with what holds now.");

    /// <summary>Nobody has this name.</summary>
    public static Refusal NoUser(string name) => new(RefusalKind.NotFound, "No such user",
        $"There is no user {Quoted.Text(name)}. Give the name that they sign in with, whole; owners and admins see it among the members of their tenant.");

    /// <summary>What is wrong with a request to change one, besides the password not being the caller's; or null.</summary>
    public static Refusal? Check(ChangePassword request)
    {
        List<FieldProblem> problems = [.. SecondFactorRules.CheckPassword(request.Password)?.Problems ?? []];
        if (New("newPassword", request.NewPassword) is { } weak) problems.Add(weak);
        else if (request.NewPassword == request.Password)
            problems.Add(new("newPassword", "It is the password that you have.", "Choose another one."));
        if (SecondFactorRules.Problem(request.Code) is { } code) problems.Add(code);
        return problems.Count > 0 ? Refusal.Invalid(problems) : null;
    }

    /// <summary>What is wrong with a new password, or null. Identity asks for the same where a user is made.</summary>
    public static FieldProblem? New(string field, string? password) =>
        string.IsNullOrWhiteSpace(password) || password.Length < SignInRules.ShortestPassword
            ? new(field, $"A password has {SignInRules.ShortestPassword} characters or more, and not only blanks.", "Choose a longer one.")
            : password.Length > SignInRules.LongestPassword
            ? new(field, $"A password has at most {SignInRules.LongestPassword} characters.", "Choose a shorter one.")
            : null;
}
