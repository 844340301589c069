using System.Collections.Immutable;
using System.Net;

namespace CloudNet.Agent.Udp.Peers;

/// <summary>Reads the lines that change peers: <c>peer set 192.168.0.2:8285 10.5.2.0/24 fd00:5:2::/64</c>, <c>peer del 192.168.0.2:8285</c>. Pure.</summary>
/// <param name="local">The address of this end.</param>
/// <param name="port">The port of this end.</param>
internal sealed class PeerLine(IPAddress local, ushort port)
{
    /// <summary>Most subnets of a peer.</summary>
    public const int MostSubnets = 64;

    private const string Form = "A line is 'peer set ADDRESS:PORT SUBNET…' or 'peer del ADDRESS:PORT'.";

    /// <summary>Reads a line: the change, or why not.</summary>
    public (PeerChange? Change, string? Refusal) Read(string line)
    {
        var words = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words is not ["peer", "set" or "del", var where, .. var subnets]) return (null, Form);
        if (!PeerEndpoint.TryParse(where, out var endpoint))
            return (null, $"'{where}' is no endpoint. Write 192.168.0.2:8285, or [fd00::2]:8285.");
        if (endpoint.Ip.AddressFamily != local.AddressFamily)
            return (null, $"{endpoint} cannot be reached from {local}: both ends need an address of one family.");
        if (!endpoint.IsOfOneHost) return (null, $"{endpoint} is no address of one host, which a peer has.");
        if (endpoint.Ip.Equals(local) && endpoint.Port == port) return (null, $"{endpoint} is this end itself, which is no peer.");
        return words[1] == "set" ? Set(endpoint, subnets) : Delete(endpoint, subnets);
    }

    private static (PeerChange?, string?) Delete(PeerEndpoint endpoint, string[] rest) =>
        rest.Length == 0 ? (new(endpoint, null), null) : (null, $"'peer del' takes an endpoint and nothing more, not '{rest[0]}'.");

    private static (PeerChange?, string?) Set(PeerEndpoint endpoint, string[] words)
    {
        if (words.Length == 0) return (null, $"'peer set {endpoint}' names no subnet. To take the peer away, write 'peer del {endpoint}'.");
        if (words.Length > MostSubnets) return (null, $"A peer has at most {MostSubnets} subnets; here are {words.Length}.");
        var subnets = ImmutableArray.CreateBuilder<Prefix>(words.Length);
        foreach (var word in words)
        {
            if (Prefix.Read(word, out var subnet) is { } refusal) return (null, refusal);
            if (!subnets.Contains(subnet)) subnets.Add(subnet);
        }
        return (new(endpoint, subnets.ToImmutable()), null);
    }
}
