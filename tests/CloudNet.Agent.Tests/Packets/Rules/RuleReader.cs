using System.Net;

namespace CloudNet.Agent.Tests.Packets.Rules;

/// <summary>Reads rules. What it does not know it refuses.</summary>
internal static class RuleReader
{
    private static readonly string[] NatFlags = ["random", "fully-random", "persistent"];

    /// <summary>The rule that a line has from here on.</summary>
    public static Rule Read(RuleTable table, WordReader words)
    {
        List<Func<HookedPacket, Verdict>> statements = [];
        var text = words.Rest;
        while (!words.IsAtEnd) statements.Add(Statement(table, words));
        return new(text, statements);
    }

    private static Func<HookedPacket, Verdict> Statement(RuleTable table, WordReader words)
    {
        if (Verdict.TryRead(words) is { } verdict) return _ => verdict;
        return words.Peek switch
        {
            "counter" or "comment" => Told(words),
            "dnat" or "snat" => Nat(table, words, words.Next() == "dnat"),
            "masquerade" => Masquerade(words),
            "update" or "add" => Keep(table, words),
            // It changes what a sender is told to send at most, and nothing of where it goes.
            "tcp" when words.Take("tcp", "option", "maxseg", "size", "set", "rt", "mtu") => _ => Verdict.GoOn,
            _ => Match(table, words),
        };
    }

    private static Func<HookedPacket, Verdict> Told(WordReader words)
    {
        if (words.Take("comment")) words.Next();
        else if (words.Take("counter", "packets")) { words.Number(); words.Expect("bytes"); words.Number(); }
        else if (words.Take("counter", "name")) words.Next();
        else words.Expect("counter");
        return _ => Verdict.GoOn;
    }

    private static Func<HookedPacket, Verdict> Match(RuleTable table, WordReader words)
    {
        var read = Field.TryReadAll(words) ?? throw words.Unknown();
        if (words.Take("vmap"))
        {
            var map = RuleSet.Read(words);
            return packet => read(packet) is { } key && map(table).Find(key, packet.Kept)?.Verdict is { } verdict ? verdict : Verdict.NoMatch;
        }
        var isNot = words.Take("!=");
        if (!isNot) words.Take("==");
        var set = words.Peek.StartsWith('@') || words.Peek == "{" ? RuleSet.Read(words) : Values(words);
        return packet => read(packet) is { } data && set(table).Find(data, packet.Kept) is null == isNot ? Verdict.GoOn : Verdict.NoMatch;
    }

    // A value, or several flags of which one is enough.
    private static Func<RuleTable, RuleSet> Values(WordReader words)
    {
        var here = new RuleSet("");
        do here.Add([new(SetElement.Concatenated(words), null, [])]);
        while (words.Take(","));
        return _ => here;
    }

    private static Func<HookedPacket, Verdict> Nat(RuleTable table, WordReader words, bool isLed)
    {
        var ip = words.Peek is "ip" or "ip6" ? words.Next() : throw words.Unknown();
        words.Expect("to");
        Func<HookedPacket, Pattern[]?> find;
        if (Field.TryReadAll(words) is { } read)
        {
            words.Expect("map");
            var map = RuleSet.Read(words);
            find = packet => read(packet) is { } key ? map(table).Find(key, packet.Kept)?.Value : null;
        }
        else
        {
            var to = SetElement.Concatenated(words);
            find = _ => to;
        }
        Flags(words);
        return packet =>
        {
            if (packet.Packet.Ip != ip || find(packet) is not { } to) return Verdict.NoMatch;
            packet.Flow = isLed
                ? packet.Flow with { IsLed = true, To = new IPEndPoint(to[0].Address, to.Length > 1 ? (int)to[1].First : packet.Packet.DestinationPort) }
                : packet.Flow with { IsSaid = true, From = to[0].Address };
            return Verdict.Accept;
        };
    }

    private static Func<HookedPacket, Verdict> Masquerade(WordReader words)
    {
        words.Expect("masquerade");
        Flags(words);
        return packet =>
        {
            if (packet.AddressAt(packet.OutLink, packet.Packet.Destination) is not { } address) return new(VerdictKind.Drop);
            packet.Flow = packet.Flow with { IsSaid = true, From = address };
            return Verdict.Accept;
        };
    }

    private static void Flags(WordReader words)
    {
        while (NatFlags.Contains(words.Peek))
        {
            words.Next();
            words.Take(",");
        }
    }

    // A set or map that the kernel fills.
    private static Func<HookedPacket, Verdict> Keep(RuleTable table, WordReader words)
    {
        words.Next();
        var set = RuleSet.Read(words);
        words.Expect("{");
        var key = Field.TryReadAll(words) ?? throw words.Unknown();
        while (words.Take("timeout") || words.Take("expires")) words.Next();
        var value = words.Take(":") ? Field.TryReadAll(words) ?? throw words.Unknown() : _ => [];
        words.Expect("}");
        return packet =>
        {
            if (key(packet) is not { } of || value(packet) is not { } kept) return Verdict.NoMatch;
            packet.Kept.Add((set(table).Name, new([.. of.Select(datum => datum.AsPattern)], null, [.. kept.Select(datum => datum.AsPattern)])));
            return Verdict.GoOn;
        };
    }
}
