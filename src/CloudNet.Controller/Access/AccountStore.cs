using CloudNet.Store;
using CloudNet.Store.Tables;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace CloudNet.Controller.Access;

/// <summary>
/// The people of ASP.NET Core Identity, as it keeps them, but for the secret of the authenticator app: Identity has it in clear text in
/// a table of its own, and here it is encrypted in the user's row.
/// </summary>
internal sealed class AccountStore(CloudNetDb db, AuthenticatorKeys keys, IdentityErrorDescriber errors) : UserOnlyStore<UserRow, CloudNetDb, Guid>(db, errors)
{
    /// <inheritdoc/>
    public override Task<string?> GetAuthenticatorKeyAsync(UserRow user, CancellationToken cancellationToken) => Task.FromResult(keys.Of(user));

    /// <inheritdoc/>
    public override Task SetAuthenticatorKeyAsync(UserRow user, string key, CancellationToken cancellationToken)
    {
        user.AuthenticatorKey = keys.Protect(key);
        return Task.CompletedTask;
    }
}
