namespace CloudNet.Web.Account;

/// <summary>What is typed to change the password.</summary>
public sealed class PasswordForm
{
    /// <summary>The password until now.</summary>
    public string? Password { get; set; }

    /// <summary>The one from now on.</summary>
    public string? NewPassword { get; set; }

    /// <summary>The same again: nobody sees what they type.</summary>
    public string? Again { get; set; }

    /// <summary>A code of the second factor, where it is on.</summary>
    public string? Code { get; set; }
}
