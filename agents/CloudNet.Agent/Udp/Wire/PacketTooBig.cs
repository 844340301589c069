using CloudNet.Agent.Udp.Peers;

namespace CloudNet.Agent.Udp.Wire;

/// <summary>Hears of a packet that is too long for its way.</summary>
/// <param name="peer">For whom it was.</param>
/// <param name="packet">The packet.</param>
internal delegate void PacketTooBig(Peer peer, ReadOnlySpan<byte> packet);
