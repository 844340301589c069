namespace CloudNet.Agent.Udp.Packets;

/// <summary>Bytes of a buffer.</summary>
/// <param name="Offset">Where they begin.</param>
/// <param name="Length">How many there are.</param>
internal readonly record struct Piece(int Offset, int Length);
