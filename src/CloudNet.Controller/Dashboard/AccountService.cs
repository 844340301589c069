using CloudNet.Contracts.Access;
using CloudNet.Controller.Access;
using CloudNet.Domain.Refusals;
using CloudNet.Web;
using CloudNet.Web.Account;

namespace CloudNet.Controller.Dashboard;

/// <summary>A person's own account on the dashboard: the commands of the API, and a new cookie where the old ones end.</summary>
internal sealed class AccountService(SecondFactorCommands factors, PasswordCommands passwords, OwnAccount account) : IAccountService
{
    /// <inheritdoc/>
    public Task<Answer<SecondFactorRecord>> SecondFactorAsync(CancellationToken cancel) =>
        account.AskAsync("GetSecondFactor", actor => factors.GetAsync(actor, cancel), cancel);

    /// <inheritdoc/>
    public Task<Answer<BegunSecondFactor>> BeginAsync(string password, CancellationToken cancel) =>
        account.AskAsync("BeginSecondFactor", actor => factors.BeginAsync(actor, new(password), cancel), cancel);

    /// <inheritdoc/>
    public Task<Answer<ConfirmedSecondFactor>> ConfirmAsync(string code, CancellationToken cancel) => account.AskAsync("ConfirmSecondFactor",
        async actor => await account.StayAsync(actor, await factors.ConfirmAsync(actor, new(code), cancel), cancel), cancel);

    /// <inheritdoc/>
    public Task<Answer<bool>> EndAsync(string password, string code, CancellationToken cancel) => account.AskAsync<bool>("EndSecondFactor",
        async actor => (await account.StayAsync(actor, await factors.EndAsync(actor, new(password, code), cancel), cancel)).Then(_ => true), cancel);

    /// <inheritdoc/>
    public Task<Answer<bool>> ChangePasswordAsync(string password, string newPassword, string? code, CancellationToken cancel) =>
        account.AskAsync<bool>("ChangePassword", async actor =>
            (await account.StayAsync(actor, await passwords.ChangeAsync(actor, new(password, newPassword, code), cancel), cancel)).Then(_ => true), cancel);
}
