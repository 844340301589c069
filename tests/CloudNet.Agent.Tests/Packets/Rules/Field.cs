using System.Net;

namespace CloudNet.Agent.Tests.Packets.Rules;

/// <summary>What of a packet rules look at; null where it has none of it.</summary>
internal static class Field
{
    /// <summary>Reads one or several with a dot between each two; null where none comes next.</summary>
    public static Func<HookedPacket, Datum[]?>? TryReadAll(WordReader words)
    {
        if (TryRead(words) is not { } first) return null;
        List<Func<HookedPacket, Datum?>> all = [first];
        while (words.Take(".")) all.Add(TryRead(words) ?? throw words.Unknown());
        return packet =>
        {
            var data = all.ConvertAll(read => read(packet));
            return data.TrueForAll(datum => datum is not null) ? [.. data.Select(datum => datum!.Value)] : null;
        };
    }

    private static Func<HookedPacket, Datum?>? TryRead(WordReader words) => words.Peek switch
    {
        "ip6" when words.Take("ip6", "hoplimit") => packet => packet.Packet.Ip == "ip6" ? Datum.Of(packet.Packet.HopLimit) : null,
        "ip" or "ip6" => Address(words, packet => packet.Packet),
        "ether" when words.Take("ether", "type") => packet => Datum.Of(packet.Packet.Ip),
        // No packet here is a question of ARP.
        "arp" when words.Take("arp", "saddr", "ip") => _ => null,
        "ct" => Tracked(words),
        "meta" when words.Take("meta", "l4proto") => packet => Datum.Of(packet.Packet.Protocol),
        "meta" when words.Take("meta", "nfproto") => packet => Datum.Of(packet.Packet.Ip == "ip" ? "ipv4" : "ipv6"),
        "meta" when words.Take("meta", "iifname") => packet => Link(packet.InLink),
        "meta" when words.Take("meta", "oifname") => packet => Link(packet.OutLink),
        "meta" when words.Take("meta", "ibrname") => packet => Link(packet.Bridge),
        "iifname" when words.Take("iifname") => packet => Link(packet.InLink),
        "oifname" when words.Take("oifname") => packet => Link(packet.OutLink),
        "tcp" when words.Take("tcp", "flags") => packet => packet.Packet.Protocol == "tcp" ? Datum.Of(packet.Packet.Flags) : null,
        "tcp" or "udp" or "sctp" or "th" => Port(words, words.Next()),
        "icmp" when words.Take("icmp", "type") => packet => packet.Packet.Protocol == "icmp" ? Datum.Of(packet.Packet.IcmpType) : null,
        "icmpv6" when words.Take("icmpv6", "type") => packet => packet.Packet.Protocol == "ipv6-icmp" ? Datum.Of(packet.Packet.IcmpType) : null,
        "fib" when words.Take("fib", "daddr", "type") => packet => Datum.Of(packet.IsLocal(packet.Packet.Destination) ? "local" : "unicast"),
        "numgen" when words.Take("numgen", "random", "mod") => Chosen(words.Number()),
        "jhash" => Hashed(words),
        _ => null,
    };

    // Where there is no such link the kernel compares with a name of no letters.
    private static Datum? Link(string name) => Datum.Of(name);

    private static Func<HookedPacket, Datum?> Address(WordReader words, Func<HookedPacket, Packet> of)
    {
        var (ip, end) = (words.Next(), words.Next());
        if (end is not ("saddr" or "daddr")) throw new UnknownRuleException(words.Line, $"{ip} {end}");
        return packet => of(packet) is var seen && seen.Ip != ip ? null : Datum.Of(end == "saddr" ? seen.Source : seen.Destination);
    }

    private static Func<HookedPacket, Datum?> Port(WordReader words, string protocol)
    {
        var end = words.Next();
        if (end is not ("sport" or "dport")) throw new UnknownRuleException(words.Line, $"{protocol} {end}");
        return packet => packet.Packet is { HasPorts: true } seen && (protocol == "th" || seen.Protocol == protocol)
            ? Datum.Of(end == "sport" ? seen.SourcePort : seen.DestinationPort)
            : null;
    }

    private static Func<HookedPacket, Datum?> Tracked(WordReader words)
    {
        if (words.Take("ct", "state")) return packet => Datum.Of(packet.IsEstablished ? "established" : "new");
        if (words.Take("ct", "status")) return packet => Datum.Of([.. packet.Flow.Status, "confirmed"]);
        if (!words.Take("ct", "original")) throw words.Unknown();
        if (words.Take("proto-dst")) return packet => Datum.Of(packet.Flow.Original.DestinationPort);
        if (words.Take("proto-src")) return packet => Datum.Of(packet.Flow.Original.SourcePort);
        return words.Peek is "ip" or "ip6" ? Address(words, packet => packet.Flow.Original) : throw words.Unknown();
    }

    private static Func<HookedPacket, Datum?> Chosen(int of) => packet => Datum.Of(packet.Choices.One(of));

    // What comes of it is as good as chance, but the same each time.
    private static Func<HookedPacket, Datum?> Hashed(WordReader words)
    {
        words.Expect("jhash");
        var read = TryReadAll(words) ?? throw words.Unknown();
        words.Expect("mod");
        var of = words.Number();
        var name = $"jhash mod {of}{(words.Take("seed") ? $" seed {words.Next()}" : "")}";
        return packet =>
        {
            if (read(packet) is not { } key) return null;
            if (new RuleSet(name).Find(key, packet.Kept) is { } known) return new(known.Value[0].First);
            var chosen = Datum.Of(packet.Choices.One(of));
            packet.Kept.Add((name, new([.. key.Select(datum => datum.AsPattern)], null, [chosen.AsPattern])));
            return chosen;
        };
    }
}
