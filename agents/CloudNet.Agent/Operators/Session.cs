namespace CloudNet.Agent.Operators;

/// <summary>Who an operator is signed in as, and where.</summary>
/// <param name="Controller">Address of the controller.</param>
/// <param name="Token">The API token.</param>
/// <param name="TokenId">Its id, by which it is revoked; null where the token was not made by signing in.</param>
/// <param name="ExpiresAt">When it stops working; null where that is not known.</param>
/// <param name="User">Who signed in; null where that is not known.</param>
internal sealed record Session(string Controller, string Token, string? TokenId = null, DateTimeOffset? ExpiresAt = null, string? User = null);
