using CloudNet.Web.Account;
using CloudNet.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace CloudNet.Web.Providers;

/// <summary>The part of the account's page where a person links an account of the provider, and ends it.</summary>
public sealed partial class ProviderLink
{
    private bool? isLinked;
    private bool isGood;
    private string? said;
    private string? address;

    [SupplyParameterFromForm] private AccountForm? Typed { get; set; }
    [SupplyParameterFromQuery(Name = SignInPath.ProviderParameter)] private string? Outcome { get; set; }
    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (Provider.Name is not { } name) return;
        if (HttpMethods.IsGet(Http.Request.Method)) (said, isGood) = (ProviderWords.Of(Outcome, name), ProviderWords.IsGood(Outcome));
        var answer = await Provider.IsLinkedAsync(Http.RequestAborted);
        if (answer.Problem is null) isLinked = answer.Value;
        // An address says what it likes.
        if (isGood && isLinked != true) said = null;
    }

    private async Task BeginAsync()
    {
        var answer = await Provider.BeginAsync(Typed?.Password ?? "", Http.RequestAborted);
        (address, said, isGood) = (answer.Value, AccountPage.Say(answer.Problem), false);
        Http.Response.Headers.CacheControl = "no-store";
    }

    private async Task EndAsync()
    {
        var answer = await Provider.EndAsync(Typed?.Password ?? "", Http.RequestAborted);
        (said, isGood) = (AccountPage.Say(answer.Problem), false);
        if (answer.Problem is null) isLinked = false;
    }
}
