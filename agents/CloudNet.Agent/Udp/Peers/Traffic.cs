namespace CloudNet.Agent.Udp.Peers;

/// <summary>Packets of one direction, as they are inside the tunnel. One thread counts, others may look.</summary>
internal sealed class Traffic
{
    private long packets, bytes, last;

    /// <summary>How many.</summary>
    public long Packets => Volatile.Read(ref packets);

    /// <summary>Their bytes.</summary>
    public long Bytes => Volatile.Read(ref bytes);

    /// <summary>When the last one was counted; null for never.</summary>
    public DateTimeOffset? Last => Volatile.Read(ref last) is var ticks and > 0 ? new(ticks, TimeSpan.Zero) : null;

    /// <summary>Counts some.</summary>
    /// <param name="count">How many.</param>
    /// <param name="length">Their bytes.</param>
    /// <param name="now">The time.</param>
    public void Count(long count, long length, long now)
    {
        Volatile.Write(ref packets, packets + count);
        Volatile.Write(ref bytes, bytes + length);
        Volatile.Write(ref last, now);
    }
}
