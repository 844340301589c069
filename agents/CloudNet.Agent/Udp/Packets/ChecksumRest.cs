namespace CloudNet.Agent.Udp.Packets;

/// <summary>Completes the checksum of a packet that the kernel handed over without, trusting that a network card would do it. Pure.</summary>
internal static class ChecksumRest
{
    /// <summary>Completes it, if anything is left to do; false where header and packet do not agree.</summary>
    public static bool TryComplete(Span<byte> packet, in VirtioHeader how)
    {
        if ((how.Flags & VirtioHeader.NeedsChecksum) == 0) return true;
        if (how.ChecksumStart + how.ChecksumOffset + 2 > packet.Length) return false;
        // The field holds the sum of the pseudo header already.
        Checksum.WriteNotZero(packet.Slice(how.ChecksumStart + how.ChecksumOffset, 2), Checksum.Add(0, packet[how.ChecksumStart..]));
        return true;
    }
}
