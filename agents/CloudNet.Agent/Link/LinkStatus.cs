namespace CloudNet.Agent.Link;

/// <summary>What 'cloudnet status' says of the link.</summary>
/// <param name="Phase">Where it stands.</param>
/// <param name="Since">Since when.</param>
/// <param name="Reason">Why it is down; null where it is not.</param>
/// <param name="NextTry">When it is tried again; null where it is not down.</param>
internal sealed record LinkStatus(LinkPhase Phase, DateTimeOffset Since, string? Reason = null, DateTimeOffset? NextTry = null);
