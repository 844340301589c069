using System.Security.Claims;
using CloudNet.Web.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

namespace CloudNet.Browser.Host;

/// <summary>Knows one person, and locks out who is called "locked".</summary>
public sealed class OnePersonSignIn(IHttpContextAccessor http) : ISignInService
{
    public const string User = "admin";
    public const string Password = "a password of 2026";

    public async Task<SignInOutcome> SignInAsync(string user, string password, CancellationToken cancel)
    {
        if (user == "locked") return SignInOutcome.LockedOut;
        if ((user, password) != (User, Password)) return SignInOutcome.Refused;
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, user)], CookieAuthenticationDefaults.AuthenticationScheme);
        await http.HttpContext!.SignInAsync(new ClaimsPrincipal(identity));
        return SignInOutcome.SignedIn;
    }

    public Task<SignInOutcome> SignInWithCodeAsync(string code, CancellationToken cancel) => Task.FromResult(SignInOutcome.Expired);

    public Task SignOutAsync(CancellationToken cancel) => http.HttpContext!.SignOutAsync();
}
