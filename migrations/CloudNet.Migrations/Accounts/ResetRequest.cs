namespace CloudNet.Migrations.Accounts;

/// <summary>Whose password is to be set anew, as the command line says it.</summary>
/// <param name="User">The name that they sign in with.</param>
/// <param name="EndsSecondFactor">Whether their second factor is lost too.</param>
internal sealed record ResetRequest(string User, bool EndsSecondFactor)
{
    private const string Option = "--reset-password";
    private const string FactorOption = "--second-factor-off";

    /// <summary>What the options say; null where they say something else.</summary>
    public static ResetRequest? Parse(string[] args) => args switch
    {
        [Option, { Length: > 0 } user] when user[0] != '-' => new(user, false),
        [Option, { Length: > 0 } user, FactorOption] when user[0] != '-' => new(user, true),
        [FactorOption, Option, { Length: > 0 } user] when user[0] != '-' => new(user, true),
        _ => null,
    };
}
