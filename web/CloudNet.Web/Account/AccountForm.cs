namespace CloudNet.Web.Account;

/// <summary>What is typed on the account's page.</summary>
public sealed class AccountForm
{
    /// <summary>The person's password.</summary>
    public string? Password { get; set; }

    /// <summary>A code of their app.</summary>
    public string? Code { get; set; }
}
