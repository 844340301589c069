using CloudNet.Contracts.Refusals;

namespace CloudNet.Web.Account;

/// <summary>What is wrong with a change of the password, at the fields of its form; the rest above them.</summary>
/// <param name="Whole">About the whole.</param>
/// <param name="Password">About the password until now.</param>
/// <param name="NewPassword">About the new one.</param>
/// <param name="Again">About the new one's repetition.</param>
/// <param name="Code">About the code.</param>
internal sealed record PasswordProblems(
    string? Whole = null, string? Password = null, string? NewPassword = null, string? Again = null, string? Code = null)
{
    private const string Here = "The two are not the same. Type the new password twice.";

    /// <summary>Nothing is wrong.</summary>
    public static PasswordProblems None { get; } = new();

    /// <summary>What the form itself finds; null where it is nothing.</summary>
    public static PasswordProblems? Of(PasswordForm form) => form.NewPassword == form.Again ? null : new(Again: Here);

    /// <summary>What the controller said.</summary>
    public static PasswordProblems Of(ProblemRecord? problem) => problem switch
    {
        null => None,
        { Problems.Count: > 0 } => new(null, At(problem, "password"), At(problem, "newPassword"), null, At(problem, "code")),
        { Type: ProblemTypes.CodeNeeded } => new(Code: problem.Detail),
        // Who signed in is who changes it: what they may not is what the password does not show.
        { Type: "urn:cloudnet:not-allowed" } => new(Password: problem.Detail),
        _ => new(Whole: problem.Detail ?? problem.Title),
    };

    private static string? At(ProblemRecord problem, string field)
    {
        var said = string.Join(' ', problem.Problems!.Where(one => one.Field == field).Select(one => $"{one.Rule} {one.WayOut}"));
        return said.Length > 0 ? said : null;
    }
}
