namespace CloudNet.Agent.Udp.Peers;

/// <summary>All peers at one moment, never changed: the threads that carry packets take it as it is, without a lock.</summary>
internal sealed class PeerTable
{
    private readonly Dictionary<PeerEndpoint, Peer> byEndpoint;
    private readonly PrefixTable four;
    private readonly PrefixTable six;

    /// <summary>A table.</summary>
    /// <param name="peers">The peers.</param>
    /// <param name="owners">Who has which prefix.</param>
    public PeerTable(IEnumerable<Peer> peers, IReadOnlyDictionary<Prefix, Peer> owners)
    {
        byEndpoint = peers.ToDictionary(peer => peer.Endpoint);
        four = new(owners.Where(one => !one.Key.IsSix));
        six = new(owners.Where(one => one.Key.IsSix));
    }

    /// <summary>No peers.</summary>
    public static PeerTable Empty { get; } = new([], new Dictionary<Prefix, Peer>());

    /// <summary>The peer at an endpoint; null for none.</summary>
    public Peer? At(in PeerEndpoint endpoint) => byEndpoint.GetValueOrDefault(endpoint);

    /// <summary>The peer that has an address; null for none.</summary>
    public Peer? Of(UInt128 address, bool isSix) => (isSix ? six : four).Find(address);
}
