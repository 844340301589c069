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
}
