namespace CloudNet.Web.SignIn;

/// <summary>What is typed to accept an invitation.</summary>
public sealed class InvitationForm
{
    /// <summary>The invitation's secret.</summary>
    public string? Secret { get; set; }

    /// <summary>The name to sign in with.</summary>
    public string? User { get; set; }

    /// <summary>The password to sign in with.</summary>
    public string? Password { get; set; }

    /// <summary>The code of the second factor, where that user has one.</summary>
    public string? Code { get; set; }
}
