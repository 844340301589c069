namespace CloudNet.Web.SignIn;

/// <summary>Where people sign in and out. The controller's cookie scheme takes these as its paths.</summary>
public static class SignInPath
{
    /// <summary>The page with the form.</summary>
    public const string Page = "/sign-in";

    /// <summary>The page that asks for the code of a second factor.</summary>
    public const string Code = "/sign-in/code";

    /// <summary>Where a form is posted to sign out.</summary>
    public const string Out = "/sign-out";

    /// <summary>Name of the query parameter with the page to return to.</summary>
    public const string ReturnParameter = "returnUrl";

    /// <summary>Name of the query parameter that says that an open page found its person signed out.</summary>
    public const string EndedParameter = "ended";
}
