namespace CloudNet.Agent.Tests.Packets.Rules;

/// <summary>What becomes of a packet.</summary>
/// <param name="Kind">What.</param>
/// <param name="Detail">The chain that is asked, or what a sender is told: <c>tcp reset</c>, <c>icmp admin-prohibited</c>.</param>
internal sealed record Verdict(VerdictKind Kind, string Detail = "")
{
    /// <summary>On to the next statement.</summary>
    public static readonly Verdict GoOn = new(VerdictKind.GoOn);

    /// <summary>On to the next rule.</summary>
    public static readonly Verdict NoMatch = new(VerdictKind.NoMatch);

    /// <summary>The packet goes on.</summary>
    public static readonly Verdict Accept = new(VerdictKind.Accept);

    /// <summary>Whether the packet, or the base chain, is at its end.</summary>
    public bool IsLast => Kind is VerdictKind.Accept or VerdictKind.Drop or VerdictKind.Reject;

    /// <summary>Reads one; null where none comes next.</summary>
    public static Verdict? TryRead(WordReader words)
    {
        if (words.Take("accept")) return Accept;
        if (words.Take("drop")) return new(VerdictKind.Drop);
        if (words.Take("return")) return new(VerdictKind.Return);
        if (words.Take("continue")) return GoOn;
        if (words.Take("goto")) return new(VerdictKind.Goto, words.Next());
        if (words.Take("jump")) return new(VerdictKind.Jump, words.Next());
        if (!words.Take("reject")) return null;
        if (!words.Take("with")) return new(VerdictKind.Reject, "icmpx port-unreachable");
        words.Take("icmp", "type");
        return new(VerdictKind.Reject, words.Peek is "tcp" or "icmp" or "icmpv6" or "icmpx" ? $"{words.Next()} {words.Next()}" : throw words.Unknown());
    }
}
