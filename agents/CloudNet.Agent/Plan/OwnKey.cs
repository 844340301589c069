using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>A WireGuard key pair of this host.</summary>
/// <param name="Generation">Which: 1 is the first.</param>
/// <param name="PublicKey">The public half.</param>
/// <param name="File">Path of the file that holds the private half, which is in no command and no log.</param>
internal sealed record OwnKey(int Generation, WireguardKey PublicKey, string File);
