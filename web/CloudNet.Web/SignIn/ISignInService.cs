namespace CloudNet.Web.SignIn;

/// <summary>
/// Signs a person in and out in the browser. Called only while a page is rendered on the server or a form is posted, so that
/// there is a request whose answer can carry a cookie.
/// </summary>
public interface ISignInService
{
    /// <summary>Checks the password and, where it is right, makes the answer carry the sign-in.</summary>
    /// <param name="user">The name, as typed.</param>
    /// <param name="password">The password, as typed.</param>
    /// <param name="cancel">The request was given up.</param>
    Task<SignInOutcome> SignInAsync(string user, string password, CancellationToken cancel);

    /// <summary>Checks the code of whoever gave the right password just before and, where it is right, makes the answer carry the sign-in.</summary>
    /// <param name="code">The code, as typed.</param>
    /// <param name="cancel">The request was given up.</param>
    Task<SignInOutcome> SignInWithCodeAsync(string code, CancellationToken cancel);

    /// <summary>Makes the answer take the sign-in back.</summary>
    Task SignOutAsync(CancellationToken cancel);
}
