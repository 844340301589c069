using CloudNet.Agent.Enrol;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Link;

/// <summary>The first three messages of a link: challenge, hello, welcome.</summary>
/// <param name="identity">Who this host is.</param>
/// <param name="key">Proves it.</param>
/// <param name="version">Version of this agent.</param>
/// <param name="bootId">The kernel's boot id.</param>
/// <param name="netns">Inode of the agent's network namespace.</param>
internal sealed class LinkGreeting(LiveIdentity identity, HostKey key, string version, string bootId, long? netns)
{
    /// <summary>Proves the host's identity and says how far it is.</summary>
    /// <exception cref="LinkException">The controller did not play its part.</exception>
    public async Task<Welcome> GreetAsync(LinkSocket link, ViewSet views, CancellationToken stop)
    {
        var challenge = await link.ReceiveAsync(stop) as Challenge ?? throw new LinkException(null, "The controller began with no challenge.");
        var self = identity.Current;
        var signature = key.Sign(LinkProof.LinkPayload(self.HostId, challenge.Nonce));
        await link.SendAsync(
            new Hello(ProtocolVersion.Newest, self.HostId, signature, version, bootId, self.Underlay, views.Wanted, netns), stop);
        var welcome = await link.ReceiveAsync(stop) as Welcome ?? throw new LinkException(null, "The controller sent no welcome.");
        return welcome.Protocol is >= ProtocolVersion.Oldest and <= ProtocolVersion.Newest
            ? welcome
            : throw new LinkException(LinkClose.ProtocolUnknown, $"The controller speaks version {welcome.Protocol} of the link, this agent {ProtocolVersion.Newest}. Upgrade the older of the two.");
    }
}
