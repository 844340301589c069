namespace CloudNet.Web.SignIn;

/// <summary>What is typed on the sign-in page.</summary>
public sealed class SignInForm
{
    /// <summary>The user's name.</summary>
    public string? User { get; set; }

    /// <summary>The password.</summary>
    public string? Password { get; set; }

    /// <summary>The code of the second factor, on its own page.</summary>
    public string? Code { get; set; }
}
