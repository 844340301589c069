using System.Collections.Immutable;

namespace CloudNet.Agent.Udp.Peers;

/// <summary>
/// The peers, and their changes: all lines of a batch in their order, then one swap of the table. A line that is refused changes
/// nothing, and the others are done.
/// </summary>
/// <param name="line">Reads the lines.</param>
internal sealed class PeerBook(PeerLine line)
{
    /// <summary>Most peers.</summary>
    public const int Most = 65_536;

    private readonly Lock changing = new();
    private readonly Dictionary<PeerEndpoint, Peer> peers = [];
    private readonly Dictionary<Prefix, Peer> owners = [];
    private readonly Dictionary<PeerEndpoint, HashSet<Prefix>> subnets = [];
    private PeerTable current = PeerTable.Empty;

    /// <summary>The table now.</summary>
    public PeerTable Current => Volatile.Read(ref current);

    /// <summary>Applies lines; blank ones and those that begin with # say nothing.</summary>
    /// <returns>How many were applied, and what was refused of which line, from 1.</returns>
    public (int Applied, IReadOnlyList<(int Line, string Why)> Refused) Apply(IEnumerable<string> lines)
    {
        List<(int, string)> refused = [];
        var (applied, number) = (0, 0);
        lock (changing)
        {
            foreach (var text in lines)
            {
                number++;
                if (text.AsSpan().Trim() is [] or ['#', ..]) continue;
                var (change, refusal) = line.Read(text);
                refusal ??= Change(change!);
                if (refusal is null) applied++;
                else refused.Add((number, refusal));
            }
            if (applied > 0) Volatile.Write(ref current, new(peers.Values, owners));
        }
        return (applied, refused);
    }

    /// <summary>Each peer with its subnets, in the order of addresses.</summary>
    public IReadOnlyList<(Peer Peer, ImmutableArray<Prefix> Subnets)> List()
    {
        lock (changing)
            return [.. peers.Values.OrderBy(peer => peer.Endpoint.Address).ThenBy(peer => peer.Endpoint.Port)
                .Select(peer => (peer, subnets[peer.Endpoint].Order().ToImmutableArray()))];
    }

    private string? Change(PeerChange change)
    {
        if (change.Subnets is { } wanted) return Set(change.Endpoint, wanted);
        if (!peers.Remove(change.Endpoint)) return $"There is no peer {change.Endpoint}. 'udp show' lists those there are.";
        subnets.Remove(change.Endpoint, out var had);
        foreach (var subnet in had!) owners.Remove(subnet);
        return null;
    }

    private string? Set(PeerEndpoint endpoint, ImmutableArray<Prefix> wanted)
    {
        if (!peers.TryGetValue(endpoint, out var peer))
        {
            if (peers.Count >= Most) return $"There are {Most} peers, and more is not possible. Take some away with 'peer del'.";
            peers.Add(endpoint, peer = new(endpoint));
        }
        if (subnets.TryGetValue(endpoint, out var had))
            foreach (var subnet in had) owners.Remove(subnet);
        subnets[endpoint] = [.. wanted];
        foreach (var subnet in wanted)
        {
            // A prefix is one peer's; who is given it last has it.
            if (owners.TryGetValue(subnet, out var former)) subnets[former.Endpoint].Remove(subnet);
            owners[subnet] = peer;
        }
        return null;
    }
}
