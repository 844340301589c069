namespace CloudNet.Agent.Tests.Packets.Rules;

/// <summary>A chain of rules; a base chain is one that packets meet by themselves.</summary>
internal sealed class RuleChain(RuleTable table, string name)
{
    private static readonly Dictionary<string, int> Priorities =
        new() { ["raw"] = -300, ["mangle"] = -150, ["dstnat"] = -100, ["filter"] = 0, ["security"] = 50, ["srcnat"] = 100 };

    /// <summary>The table that it is in.</summary>
    public RuleTable Table => table;

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>Its rules.</summary>
    public List<Rule> Rules { get; } = [];

    /// <summary>Where packets meet it; empty: nowhere.</summary>
    public string Hook { get; private set; } = "";

    /// <summary>Whether it is asked of the first packet of a connection alone.</summary>
    public bool IsNat { get; private set; }

    /// <summary>The lower, the earlier.</summary>
    public int Priority { get; private set; }

    /// <summary>What becomes of what no rule decides.</summary>
    public Verdict Policy { get; private set; } = Verdict.Accept;

    /// <summary>Reads <c>type nat hook prerouting priority dstnat; policy accept;</c>.</summary>
    public void ReadHead(WordReader words)
    {
        words.Expect("type");
        IsNat = words.Next() switch { "nat" => true, "filter" or "route" => false, var other => throw new UnknownRuleException(words.Line, other) };
        words.Expect("hook");
        Hook = words.Next() is var hook && PacketHooks.All.Contains(hook) ? hook : throw new UnknownRuleException(words.Line, hook);
        words.Expect("priority");
        Priority = Priorities.TryGetValue(words.Peek, out var known) && words.Next() is not null ? known : words.Number();
        if (words.Take("+")) Priority += words.Number();
        else if (words.Take("-")) Priority -= words.Number();
        words.Expect(";");
        if (!words.Take("policy")) return;
        Policy = Verdict.TryRead(words) ?? throw words.Unknown();
        words.Expect(";");
    }

    /// <summary>What becomes of a packet that meets it: accepted, dropped or rejected.</summary>
    public Verdict Meet(HookedPacket packet)
    {
        var verdict = Ask(packet);
        if (verdict.IsLast) return verdict;
        if (Policy.Kind == VerdictKind.Drop) packet.By(this, "policy drop");
        return Policy;
    }

    // Return: the end of the chain was reached.
    private Verdict Ask(HookedPacket packet)
    {
        foreach (var rule in Rules)
        {
            var verdict = rule.Ask(packet);
            switch (verdict.Kind)
            {
                case VerdictKind.Accept or VerdictKind.Drop or VerdictKind.Reject:
                    packet.By(this, rule.Text);
                    return verdict;
                case VerdictKind.Return:
                    return verdict;
                case VerdictKind.Goto:
                    return table.Chain(verdict.Detail).Ask(packet);
                case VerdictKind.Jump when table.Chain(verdict.Detail).Ask(packet) is { IsLast: true } last:
                    return last;
            }
        }
        return new(VerdictKind.Return);
    }
}
