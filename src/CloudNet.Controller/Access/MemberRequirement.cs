using Microsoft.AspNetCore.Authorization;

namespace CloudNet.Controller.Access;

/// <summary>The caller is a member of the tenant that their sign-in or token is for.</summary>
internal sealed class MemberRequirement : IAuthorizationRequirement;
