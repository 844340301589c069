namespace CloudNet.Agent.Udp.Control;

/// <summary>A running tunnel as <c>udp show</c> shows it.</summary>
/// <param name="Link">Its TUN.</param>
/// <param name="Local">The address of this end.</param>
/// <param name="Port">The port of this end.</param>
/// <param name="Version">Version of the program that runs it.</param>
/// <param name="Process">Number of its process.</param>
/// <param name="Overhead">Bytes that a packet costs on the underlay.</param>
/// <param name="Peers">In the order of their addresses.</param>
/// <param name="Drops">Packets that were not carried, by reason.</param>
internal sealed record TunnelState(
    string Link, string Local, int Port, string Version, int Process, int Overhead, IReadOnlyList<PeerState> Peers,
    IReadOnlyDictionary<string, long> Drops);
