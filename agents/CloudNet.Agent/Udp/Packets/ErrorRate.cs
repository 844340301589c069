namespace CloudNet.Agent.Udp.Packets;

/// <summary>How many errors may be sent: 50 at once and 1,000 in a second, as Linux has it for itself. Pure.</summary>
internal sealed class ErrorRate
{
    private const int AtOnce = 50, InASecond = 1000;
    private long left = AtOnce;
    private long last = long.MinValue;

    /// <summary>Whether one may be sent now.</summary>
    /// <param name="now">Milliseconds that only grow.</param>
    public bool May(long now)
    {
        if (last == long.MinValue) last = now;
        left = Math.Min(AtOnce, left + (Math.Max(0, now - last) * InASecond / 1000));
        last = now;
        if (left == 0) return false;
        left--;
        return true;
    }
}
