using CloudNet.Contracts.Access;
using CloudNet.Controller.Access;
using CloudNet.Controller.Refusals;
using CloudNet.Store.Audit;
using CloudNet.Web;
using CloudNet.Web.SignIn;

namespace CloudNet.Controller.Dashboard;

/// <summary>Takes invitations that are accepted on the dashboard's page, as the API does.</summary>
internal sealed class InvitationService(InvitationAcceptance invitations, IHttpContextAccessor requests) : IInvitationService
{
    public async Task<Answer<AcceptedInvitation>> AcceptAsync(AcceptInvitation request, CancellationToken cancel)
    {
        using var deed = new Deed("AcceptInvitation", Door.Dashboard, Doer.System, requests.HttpContext?.Connection.RemoteIpAddress).Begin();
        var outcome = await invitations.AcceptAsync(request, cancel);
        return outcome.IsRefused(out var refusal, out var accepted) ? new(null, ProblemOf.Refusal(refusal)) : new(accepted, null);
    }
}
