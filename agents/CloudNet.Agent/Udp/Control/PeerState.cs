namespace CloudNet.Agent.Udp.Control;

/// <summary>A peer as <c>udp show</c> shows it.</summary>
/// <param name="Endpoint">Where it is, <c>192.168.0.2:8285</c>.</param>
/// <param name="Subnets">What it has.</param>
/// <param name="PacketsIn">Packets that came from it.</param>
/// <param name="BytesIn">Their bytes, as they are inside.</param>
/// <param name="PacketsOut">Packets that went to it.</param>
/// <param name="BytesOut">Their bytes.</param>
/// <param name="LastHeard">When the last packet came from it; null for never.</param>
internal sealed record PeerState(
    string Endpoint, IReadOnlyList<string> Subnets, long PacketsIn, long BytesIn, long PacketsOut, long BytesOut, DateTimeOffset? LastHeard);
