using CloudNet.Web.Account;
using CloudNet.Web.Providers;
using CloudNet.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CloudNet.Controller.Tests.Api;

/// <summary>Paths that stand in for the forms and pages of the dashboard, and call what those call.</summary>
internal static class StandInForms
{
    public static void MapForms(this WebApplication app)
    {
        app.MapPost("/test/sign-in", async (string user, string password, ISignInService signIn, CancellationToken cancel) =>
            Results.Text((await signIn.SignInAsync(user, password, cancel)).ToString()));
        app.MapPost("/test/sign-in-code", async (string code, ISignInService signIn, CancellationToken cancel) =>
            Results.Text((await signIn.SignInWithCodeAsync(code, cancel)).ToString()));
        // Where a browser sends the cookie that waits for the code.
        app.MapPost("/sign-in/test-code", async (string code, ISignInService signIn, CancellationToken cancel) =>
            Results.Text((await signIn.SignInWithCodeAsync(code, cancel)).ToString())).ExcludeFromDescription();
        app.MapPost("/test/provider-begin", async (string password, IProviderService provider, CancellationToken cancel) =>
            Results.Text(await provider.BeginAsync(password, cancel) is { Problem: null } begun ? begun.Value : "refused"));
        app.MapPost("/test/provider-end", async (string password, IProviderService provider, CancellationToken cancel) =>
            Results.Text(await provider.EndAsync(password, cancel) is { Problem: null } ? "ended" : "refused"));
        app.MapPost("/test/change-password", async (string password, string next, string? code, IAccountService account, CancellationToken cancel) =>
            Results.Text(await account.ChangePasswordAsync(password, next, code, cancel) is { Problem: { } problem } ? problem.Type : "changed"));
        app.MapGet("/test/page", () => "seen").RequireAuthorization();
        app.MapPost("/test/sign-out", (ISignInService signIn, CancellationToken cancel) => signIn.SignOutAsync(cancel));
    }
}
