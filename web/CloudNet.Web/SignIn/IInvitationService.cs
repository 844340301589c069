using CloudNet.Contracts.Access;

namespace CloudNet.Web.SignIn;

/// <summary>Accepts an invitation on the page for it, where nobody is signed in.</summary>
public interface IInvitationService
{
    /// <summary>Makes the person a member, and a user where they are none yet.</summary>
    Task<Answer<AcceptedInvitation>> AcceptAsync(AcceptInvitation request, CancellationToken cancel);
}
