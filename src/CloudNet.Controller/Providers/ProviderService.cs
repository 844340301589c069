using CloudNet.Controller.Dashboard;
using CloudNet.Domain.Refusals;
using CloudNet.Store;
using CloudNet.Store.Accounts;
using CloudNet.Web;
using CloudNet.Web.Providers;
using CloudNet.Web.SignIn;

namespace CloudNet.Controller.Providers;

/// <summary>The provider, as the dashboard's pages see it.</summary>
internal sealed class ProviderService(Provider provider, ProviderCommands commands, OwnAccount account, CloudNetDb db) : IProviderService
{
    /// <inheritdoc/>
    public string? Name => provider.Terms?.Name;

    /// <inheritdoc/>
    public Task<Answer<bool>> IsLinkedAsync(CancellationToken cancel) =>
        account.AskAsync<bool>("GetProvider", async actor => await ProviderLogins.HasAsync(db, actor.User, cancel), cancel);

    /// <inheritdoc/>
    public Task<Answer<string>> BeginAsync(string password, CancellationToken cancel) => account.AskAsync("BeginProvider", async actor =>
        (await commands.BeginAsync(actor, password, cancel)).Then(
            leave => $"{SignInPath.Provider}?{SignInPath.LinkParameter}={Uri.EscapeDataString(leave)}"), cancel);

    /// <inheritdoc/>
    public Task<Answer<bool>> EndAsync(string password, CancellationToken cancel) => account.AskAsync(ProviderCommands.End, async actor =>
        (await account.StayAsync(actor, await commands.EndAsync(actor, password, cancel), cancel)).Then(_ => true), cancel);
}
