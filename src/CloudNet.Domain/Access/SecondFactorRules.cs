using CloudNet.Contracts.Access;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Access;

/// <summary>
/// How a person signs in with a second factor: a code of their authenticator app (TOTP, RFC 6238), or one of the recovery codes that
/// stand in for it.
/// </summary>
public static class SecondFactorRules
{
    /// <summary>How many recovery codes there are at first.</summary>
    public const int RecoveryCodes = 10;

    /// <summary>Digits of a code of the app.</summary>
    public const int Digits = 6;

    /// <summary>
    /// For how long a code that was used is remembered, and not taken again. Longer than any is good for: two steps of 30 seconds
    /// to each side of now.
    /// </summary>
    public static readonly TimeSpan UsedFor = TimeSpan.FromMinutes(10);

    private const int LongestCode = 64;

    /// <summary>The password was right; a code is needed besides.</summary>
    public static Refusal CodeNeeded { get; } = new(RefusalKind.CodeNeeded, "A code is needed",
        "This user signs in with a second factor. Send the same again with 'code': the six digits that the authenticator app shows, "
        + "or one of the recovery codes.");

    /// <summary>The password was right, and the code is not.</summary>
    public static Refusal WrongCode { get; } = new(RefusalKind.CodeNeeded, "The code is not accepted",
        "The code is wrong, too old, or was used already; each is good once. Wait for the next one that the app shows, and check that "
        + $"its clock is right. {SignInRules.MostFailures} wrong codes in a row lock the user out for {SignInRules.LockOut.TotalMinutes:0} minutes.");

    /// <summary>The caller's own password is wrong.</summary>
    public static Refusal WrongPassword { get; } = new(RefusalKind.NotAllowed, "Not allowed",
        "The password is not yours. Give the one that you sign in with; wrong ones count as at sign-in.");

    /// <summary>It is on.</summary>
    public static Refusal OnAlready { get; } = new(RefusalKind.Conflict, "The second factor is on",
        "Your second factor is on already. To use another app, turn it off first: POST /api/v1/account/second-factor/off.");

    /// <summary>It is off.</summary>
    public static Refusal Off { get; } = new(RefusalKind.Conflict, "The second factor is off",
        "Your second factor is off already. POST /api/v1/account/second-factor begins to set it up.");

    /// <summary>There is no secret that a code could be of.</summary>
    public static Refusal NotBegun { get; } = new(RefusalKind.Conflict, "Nothing to confirm",
        "No secret waits to be confirmed. Get one with POST /api/v1/account/second-factor, and put it into your app.");

    /// <summary>A code that shows nothing, when the factor is set up.</summary>
    public static Refusal NotOfTheApp { get; } = Refusal.Invalid([new("code",
        "It is not the code of the secret that was given out last.",
        "Send the six digits that the app shows now; check that it has that secret, and that its clock is right.")]);

    /// <summary>The caller was removed in this moment.</summary>
    public static Refusal NoUser(string name) => new(RefusalKind.NotAllowed, "Not allowed", $"There is no user '{name}' any more. Sign in again.");

    /// <summary>What is wrong with a password that a change of one's account asks for, or null.</summary>
    public static Refusal? CheckPassword(string? password) => SignInRules.Check(new SignIn("own", password));

    /// <summary>What is wrong with a code besides not being the right one, or null. None is nothing wrong.</summary>
    public static FieldProblem? Problem(string? code) => code is null || (code.Length <= LongestCode && !code.Any(char.IsControl))
        ? null
        : new("code", $"A code is at most {LongestCode} characters on one line.", "Send the six digits that the app shows, or a recovery code.");

    /// <summary>A code as it is compared: people write it with blanks and hyphens, and in capitals.</summary>
    public static string Plain(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    /// <summary>Whether it is made as those of the app are; else it can only be a recovery code.</summary>
    public static bool IsOfApp(string plain) => plain.Length == Digits && plain.All(char.IsAsciiDigit);

    /// <summary>What an authenticator app takes as a link or a QR code (Key Uri Format).</summary>
    public static string Uri(string user, string secret) =>
        $"otpauth://totp/CloudNet:{System.Uri.EscapeDataString(user)}?secret={secret}&issuer=CloudNet&digits={Digits}&period=30";
}
