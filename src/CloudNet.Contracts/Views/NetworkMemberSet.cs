namespace CloudNet.Contracts.Views;

/// <summary>This host is in the network, with these values.</summary>
/// <param name="Member">The host and its values.</param>
public sealed record NetworkMemberSet(NetworkMember Member) : ViewOperation;
