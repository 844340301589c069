using CloudNet.Domain.Access;
using CloudNet.Store;
using CloudNet.Store.Accounts;
using CloudNet.Store.Tables;
using Microsoft.AspNetCore.Identity;

namespace CloudNet.Controller.Access;

/// <summary>
/// Checks the code of a second factor. What a code of the app has to be is Identity's to know; it takes those of two steps to each
/// side of now, and the same one as often as it comes. That each is taken once is seen to here.
/// </summary>
public sealed class CodeCheck(CloudNetDb db, UserManager<UserRow> users, TimeProvider clock)
{
    /// <summary>Whether it is a code of the user's app, or a recovery code of theirs; it is used then.</summary>
    public Task<bool> IsRightAsync(UserRow user, string code, CancellationToken cancel) => IsRightAsync(db, user, code, cancel);

    /// <summary>The same, used in whatever transaction is open.</summary>
    public async Task<bool> IsRightAsync(CloudNetDb within, UserRow user, string code, CancellationToken cancel)
    {
        var plain = SecondFactorRules.Plain(code);
        if (!SecondFactorRules.IsOfApp(plain)) return await SecondFactors.UseRecoveryAsync(within, user.Id, Secret.Hash(plain), cancel);
        return await IsOfAppAsync(user, plain) && await UseAsync(within, user, plain, cancel);
    }

    /// <summary>Whether it is a code of the user's app, or a recovery code of theirs; used or not.</summary>
    public async Task<bool> IsOfUserAsync(UserRow user, string code, CancellationToken cancel)
    {
        var plain = SecondFactorRules.Plain(code);
        return SecondFactorRules.IsOfApp(plain) ? await IsOfAppAsync(user, plain)
            : await SecondFactors.HasRecoveryAsync(db, user.Id, Secret.Hash(plain), cancel);
    }

    /// <summary>Whether the app of the user's secret shows this code about now; used or not.</summary>
    public async Task<bool> IsOfAppAsync(UserRow user, string plain) =>
        SecondFactorRules.IsOfApp(plain) && await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, plain);

    /// <summary>Uses a code of the app, in whatever transaction is open. False where it was used already.</summary>
    public Task<bool> UseAsync(CloudNetDb within, UserRow user, string plain, CancellationToken cancel)
    {
        var now = clock.GetStoredNow();
        return SecondFactors.UseAsync(within, user.Id, plain, now, now - SecondFactorRules.UsedFor, cancel);
    }
}
