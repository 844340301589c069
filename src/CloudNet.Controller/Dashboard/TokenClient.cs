using CloudNet.Contracts.Access;
using CloudNet.Contracts.Lists;
using CloudNet.Controller.Access;
using CloudNet.Controller.Lists;
using CloudNet.Web;
using CloudNet.Web.Tokens;

namespace CloudNet.Controller.Dashboard;

/// <summary>A person's own tokens for the dashboard: the commands of the API, as that person.</summary>
internal sealed class TokenClient(PersonsCalls calls, AccessCommands access) : ITokenClient
{
    public Task<Answer<Page<ApiTokenRecord>>> TokensAsync(string? cursor, CancellationToken cancel) =>
        calls.AskAsync("ListTokens", actor => access.TokensAsync(actor, new("-created", ListQuery.MostItems, cursor), cancel), cancel);

    public Task<Answer<CreatedApiToken>> CreateAsync(CreateApiToken request, CancellationToken cancel) =>
        calls.AskAsync("CreateToken", actor => access.CreateTokenAsync(actor, request, cancel), cancel);

    public Task<Answer<bool>> RevokeAsync(ApiTokenId token, CancellationToken cancel) =>
        calls.DoAsync("RevokeToken", actor => access.RevokeAsync(actor, token.ToString(), cancel), cancel);
}
