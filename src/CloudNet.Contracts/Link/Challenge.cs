namespace CloudNet.Contracts.Link;

/// <summary>Controller to agent, first of all: sign this.</summary>
/// <param name="Nonce">32 random bytes in base64, used for this link only.</param>
public sealed record Challenge(string Nonce) : LinkMessage;
