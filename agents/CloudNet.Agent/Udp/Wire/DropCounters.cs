namespace CloudNet.Agent.Udp.Wire;

/// <summary>How many packets were not carried, by reason.</summary>
internal sealed class DropCounters
{
    private readonly long[] counts = new long[Words.Length];

    /// <summary>The reasons as they are shown, in the order of <see cref="DropReason"/>.</summary>
    public static IReadOnlyList<string> Names => Words;

    private static readonly string[] Words =
        ["no-peer", "multicast", "malformed-out", "too-big", "unsent", "unknown-sender", "malformed-in", "foreign-source", "undelivered"];

    /// <summary>How many, for a reason.</summary>
    public long this[DropReason reason] => Volatile.Read(ref counts[(int)reason]);

    /// <summary>Counts some; only one thread does for a reason.</summary>
    public void Count(DropReason reason, long packets = 1) => Volatile.Write(ref counts[(int)reason], counts[(int)reason] + packets);
}
