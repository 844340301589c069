using CloudNet.Contracts.Access;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Access;

/// <summary>People who join a tenant as people do: invited, accepting, signing in.</summary>
public static class MemberSteps
{
    public const string Password = "a long password";

    extension(ControllerFixture controller)
    {
        /// <summary>A client that is a new member of a tenant.</summary>
        public async Task<ApiClient> JoinAsync(ApiClient inviter, string tenant, string user, string role)
        {
            await controller.AcceptAsync(await inviter.InviteAsync(role), user);
            return await controller.SignInAsync(user, tenant);
        }

        public async Task<AcceptedInvitation> AcceptAsync(string secret, string user)
        {
            using var anonymous = controller.Anonymous();
            return await anonymous.PostAsync<AcceptedInvitation>("/api/v1/invitations/accept", new AcceptInvitation(secret, user, Password));
        }

        public async Task<ApiClient> SignInAsync(string user, string tenant)
        {
            using var anonymous = controller.Anonymous();
            var token = await anonymous.PostAsync<CreatedApiToken>("/api/v1/sign-in", new SignIn(user, Password, tenant));
            return new(controller.Address, token.Secret);
        }
    }

    extension(ApiClient client)
    {
        /// <summary>The secret of a new invitation.</summary>
        public async Task<string> InviteAsync(string role, int? minutes = null) =>
            (await client.PostAsync<CreatedInvitation>("/api/v1/invitations", new CreateInvitation("somebody", role, minutes), 201)).Secret;

        /// <summary>The members, as in <c>ada owner</c>.</summary>
        public async Task<IReadOnlyList<string>> MembersAsync() =>
            [.. (await client.ListAsync<MemberRecord>("/api/v1/members")).Select(member => $"{member.User} {member.Role}")];
    }
}
