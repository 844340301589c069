namespace CloudNet.Web.SignIn;

/// <summary>What came of an attempt to sign in.</summary>
public enum SignInOutcome
{
    /// <summary>The person is signed in.</summary>
    SignedIn,

    /// <summary>The user or the password is wrong; nobody is told which.</summary>
    Refused,

    /// <summary>Too many attempts: none is accepted for a while, not even the right one.</summary>
    LockedOut,

    /// <summary>The password is right, and a code of the second factor is asked for on the next page.</summary>
    CodeNeeded,

    /// <summary>The code came too long after the password, or without one: begin again.</summary>
    Expired,
}
