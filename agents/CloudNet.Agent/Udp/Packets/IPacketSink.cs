namespace CloudNet.Agent.Udp.Packets;

/// <summary>Takes packets for the kernel.</summary>
internal interface IPacketSink
{
    /// <summary>Takes a packet that lies in pieces of a buffer.</summary>
    void Take(in VirtioHeader how, byte[] buffer, ReadOnlySpan<Piece> pieces);
}
