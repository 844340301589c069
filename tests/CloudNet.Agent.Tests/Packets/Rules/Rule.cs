namespace CloudNet.Agent.Tests.Packets.Rules;

/// <summary>A rule: statements that are asked one after the other, until one says that the packet is none of theirs or what becomes of it.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Statements">Its statements.</param>
internal sealed record Rule(string Text, IReadOnlyList<Func<HookedPacket, Verdict>> Statements)
{
    /// <summary>What it makes of a packet.</summary>
    public Verdict Ask(HookedPacket packet)
    {
        foreach (var statement in Statements)
            if (statement(packet) is { Kind: not VerdictKind.GoOn } verdict) return verdict;
        return Verdict.GoOn;
    }
}
