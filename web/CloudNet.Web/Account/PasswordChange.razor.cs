using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace CloudNet.Web.Account;

/// <summary>The part of the account's page where a person changes their password.</summary>
public sealed partial class PasswordChange
{
    private PasswordProblems problems = PasswordProblems.None;
    private bool isChanged;

    /// <summary>The person's name, for the browser's password manager.</summary>
    [Parameter, EditorRequired] public string? User { get; set; }

    /// <summary>Whether they have a second factor.</summary>
    [Parameter, EditorRequired] public bool NeedsCode { get; set; }

    [SupplyParameterFromForm] private PasswordForm? Change { get; set; }
    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    private async Task ChangeAsync()
    {
        var form = Change ?? new();
        Http.Response.Headers.CacheControl = "no-store";
        if (PasswordProblems.Of(form) is { } here)
        {
            problems = here;
            return;
        }
        var answer = await Account.ChangePasswordAsync(form.Password ?? "", form.NewPassword ?? "", form.Code, Http.RequestAborted);
        (problems, isChanged) = (PasswordProblems.Of(answer.Problem), answer.Problem is null);
    }
}
