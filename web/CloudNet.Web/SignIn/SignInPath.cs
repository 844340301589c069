namespace CloudNet.Web.SignIn;

/// <summary>Where people sign in and out. The controller's cookie scheme takes these as its paths.</summary>
public static class SignInPath
{
    /// <summary>The page with the form.</summary>
    public const string Page = "/sign-in";

    /// <summary>The page that asks for the code of a second factor.</summary>
    public const string Code = "/sign-in/code";

    /// <summary>Where one is sent to the OpenID provider from.</summary>
    public const string Provider = "/sign-in/provider";

    /// <summary>Where the provider sends people back to; it has to be told the whole address.</summary>
    public const string ProviderCallback = "/sign-in/provider/callback";

    /// <summary>The page of one's own account.</summary>
    public const string Account = "/account";

    /// <summary>The page where an invitation is accepted.</summary>
    public const string Invitation = "/invitation";

    /// <summary>Where a form is posted to sign out.</summary>
    public const string Out = "/sign-out";

    /// <summary>Name of the query parameter with the page to return to.</summary>
    public const string ReturnParameter = "returnUrl";

    /// <summary>Name of the query parameter that says what came of the way to the provider.</summary>
    public const string ProviderParameter = "provider";

    /// <summary>Name of the query parameter with the leave to link an account of the provider.</summary>
    public const string LinkParameter = "link";

    /// <summary>Name of the query parameter that says that an open page found its person signed out.</summary>
    public const string EndedParameter = "ended";
}
