using CloudNet.Contracts.Access;
using CloudNet.Contracts.Refusals;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace CloudNet.Web.Account;

/// <summary>The page where a person sets up their second factor and turns it off, and changes how they sign in.</summary>
public sealed partial class AccountPage
{
    private SecondFactorRecord? factor;
    private BegunSecondFactor? begun;
    private ConfirmedSecondFactor? confirmed;
    private bool isConfirming;
    private string? said;

    [SupplyParameterFromForm] private AccountForm? Form { get; set; }
    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var answer = await Account.SecondFactorAsync(Http.RequestAborted);
        (factor, said) = (answer.Value, Say(answer.Problem));
        // The form that was posted has to be on the page for its answer.
        isConfirming = Form is { Code: not null, Password: null };
    }

    private async Task BeginAsync()
    {
        var answer = await Account.BeginAsync(Form?.Password ?? "", Http.RequestAborted);
        (begun, said) = (answer.Value, Say(answer.Problem));
        NotKept();
    }

    private async Task ConfirmAsync()
    {
        var answer = await Account.ConfirmAsync(Form?.Code ?? "", Http.RequestAborted);
        (confirmed, said, isConfirming) = (answer.Value, Say(answer.Problem), answer.Value is null);
        NotKept();
    }

    private async Task EndAsync()
    {
        var answer = await Account.EndAsync(Form?.Password ?? "", Form?.Code ?? "", Http.RequestAborted);
        said = Say(answer.Problem);
        if (answer.Problem is null) factor = factor! with { IsOn = false, RecoveryCodes = 0 };
    }

    // Neither by the browser nor by anybody on the way.
    private void NotKept() => Http.Response.Headers.CacheControl = "no-store";

    internal static string? Say(ProblemRecord? problem) => problem is null ? null
        : problem.Problems is { Count: > 0 } fields ? string.Join(' ', fields.Select(field => $"{field.Rule} {field.WayOut}"))
        : problem.Detail ?? problem.Title;
}
