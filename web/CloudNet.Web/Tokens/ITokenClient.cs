using CloudNet.Contracts.Access;
using CloudNet.Contracts.Lists;

namespace CloudNet.Web.Tokens;

/// <summary>A person's own API tokens, for the dashboard.</summary>
public interface ITokenClient
{
    /// <summary>A part of those that work, the newest first, from a cursor on.</summary>
    Task<Answer<Page<ApiTokenRecord>>> TokensAsync(string? cursor, CancellationToken cancel);

    /// <summary>Makes a token; its secret is in the answer and nowhere else.</summary>
    Task<Answer<CreatedApiToken>> CreateAsync(CreateApiToken request, CancellationToken cancel);

    /// <summary>Revokes a token.</summary>
    Task<Answer<bool>> RevokeAsync(ApiTokenId token, CancellationToken cancel);
}
