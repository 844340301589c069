using CloudNet.Contracts.Access;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Access;

/// <summary>People who change their password.</summary>
public static class PasswordSteps
{
    public const string Path = "/api/v1/account/password";
    public const string Next = "a tune that nobody hums";

    extension(ApiClient client)
    {
        /// <summary>The status of a change.</summary>
        public async Task<int> ChangePasswordAsync(string? password, string? next = Next, string? code = null) =>
            (int)await client.PostStatusAsync(Path, new ChangePassword(password, next, code));
    }
}
