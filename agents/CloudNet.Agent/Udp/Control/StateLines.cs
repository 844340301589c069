using System.Globalization;

namespace CloudNet.Agent.Udp.Control;

/// <summary>
/// A tunnel's state as lines <c>name=value</c>; what follows <c>peer=</c> is that peer's. Names that a reader does not know it passes
/// over, so that either end may be newer. Pure.
/// </summary>
internal static class StateLines
{
    private const string DropPrefix = "drop-";

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(TunnelState state) =>
    [
        $"link={state.Link}", $"local={state.Local}", $"port={state.Port}", $"version={state.Version}", $"process={state.Process}",
        $"overhead={state.Overhead}", .. state.Drops.Select(drop => $"{DropPrefix}{drop.Key}={drop.Value}"), .. state.Peers.SelectMany(Of),
    ];

    /// <summary>Reads them.</summary>
    /// <exception cref="FormatException">They are no such lines.</exception>
    public static TunnelState Read(IEnumerable<string> lines)
    {
        Dictionary<string, string> head = [];
        List<(Dictionary<string, string> Values, List<string> Subnets)> peers = [];
        foreach (var line in lines)
        {
            var at = line.IndexOf('=');
            if (at < 1) throw new FormatException($"'{line}' is no line 'name=value'.");
            var (name, value) = (line[..at], line[(at + 1)..]);
            if (name == "peer") peers.Add(([], []));
            if (peers.Count == 0) head[name] = value;
            else if (name == "subnet") peers[^1].Subnets.Add(value);
            else peers[^1].Values[name] = value;
        }
        return new(
            Text(head, "link"), Text(head, "local"), (int)Number(head, "port"), Text(head, "version"), (int)Number(head, "process"),
            (int)Number(head, "overhead"), [.. peers.Select(peer => Peer(peer.Values, peer.Subnets))],
            head.Where(one => one.Key.StartsWith(DropPrefix, StringComparison.Ordinal))
                .ToDictionary(one => one.Key[DropPrefix.Length..], one => Number(head, one.Key)));
    }

    private static IEnumerable<string> Of(PeerState peer) =>
    [
        $"peer={peer.Endpoint}", .. peer.Subnets.Select(subnet => $"subnet={subnet}"),
        $"packets-in={peer.PacketsIn}", $"bytes-in={peer.BytesIn}", $"packets-out={peer.PacketsOut}", $"bytes-out={peer.BytesOut}",
        .. peer.LastHeard is { } heard ? [$"last-heard={heard.ToUnixTimeMilliseconds()}"] : Array.Empty<string>(),
    ];

    private static PeerState Peer(Dictionary<string, string> values, List<string> subnets) => new(
        values["peer"], subnets, Number(values, "packets-in"), Number(values, "bytes-in"), Number(values, "packets-out"),
        Number(values, "bytes-out"), values.ContainsKey("last-heard") ? DateTimeOffset.FromUnixTimeMilliseconds(Number(values, "last-heard")) : null);

    private static string Text(Dictionary<string, string> values, string name) =>
        values.TryGetValue(name, out var value) ? value : throw new FormatException($"The line '{name}=' is missing.");

    private static long Number(Dictionary<string, string> values, string name) =>
        long.TryParse(Text(values, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{name}={values[name]}' is no number.");
}
