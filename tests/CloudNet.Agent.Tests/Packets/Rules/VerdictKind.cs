namespace CloudNet.Agent.Tests.Packets.Rules;

/// <summary>What a statement of a rule makes of a packet.</summary>
internal enum VerdictKind
{
    /// <summary>The next statement, or rule, is asked.</summary>
    GoOn,

    /// <summary>The rule is not for the packet.</summary>
    NoMatch,

    /// <summary>The base chain is over, and the packet goes on to the next.</summary>
    Accept,

    /// <summary>The packet is gone.</summary>
    Drop,

    /// <summary>The packet is gone, and its sender is told.</summary>
    Reject,

    /// <summary>Another chain is asked, then the next rule.</summary>
    Jump,

    /// <summary>Another chain is asked, and the rest of this one is not.</summary>
    Goto,

    /// <summary>The rest of the chain is not asked.</summary>
    Return,
}
