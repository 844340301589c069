using Microsoft.AspNetCore.Components.Forms;

namespace CloudNet.Web.Tests.Account;

/// <summary>No browser is there that a token would be for.</summary>
internal sealed class NoAntiforgery : AntiforgeryStateProvider
{
    public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
}
