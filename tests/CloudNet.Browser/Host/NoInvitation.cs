using CloudNet.Contracts.Access;
using CloudNet.Web;
using CloudNet.Web.SignIn;

namespace CloudNet.Browser.Host;

/// <summary>There is no invitation that could be accepted.</summary>
internal sealed class NoInvitation : IInvitationService
{
    public Task<Answer<AcceptedInvitation>> AcceptAsync(AcceptInvitation request, CancellationToken cancel) =>
        Task.FromResult(new Answer<AcceptedInvitation>(null, new("urn:cloudnet:not-found", "The invitation is not accepted", 404, null)));
}
