using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using CloudNet.Agent.Plan.Tables;
using CloudNet.Contracts.Policies;
using Xunit;

namespace CloudNet.Agent.Tests.Policies;

/// <summary>Does with a packet what the rules of a planned table say, as nft understands them.</summary>
internal sealed partial class PolicyEvaluator(ITablePlan table)
{
    private readonly ILookup<string, string> rules = table.Frame.Split('\n').Select(line => Rule().Match(line)).Where(match => match.Success)
        .ToLookup(match => match.Groups["chain"].Value, match => match.Groups["rule"].Value);

    /// <summary>Whether it passes, and who counted it, in order.</summary>
    public (bool Passes, string Counted) Judge(PolicyPacket packet, PolicyDirection direction)
    {
        var map = direction == PolicyDirection.Egress ? "egress-of" : "ingress-of";
        if (!table.Elements.TryGetValue((map, "\"cn-br5\""), out var verdict)) return (true, "");
        List<string> counted = [];
        foreach (var rule in rules[verdict["jump ".Length..]])
        {
            var words = new Queue<string>(Word().Matches(rule).Select(match => match.Value));
            if (!Matches(words, packet)) continue;
            if (words.TryPeek(out var next) && next == "counter") counted.Add(Counter(words));
            if (words.TryPeek(out next) && next is "return" or "reject") return (next == "return", string.Join(' ', counted));
        }
        return (true, string.Join(' ', counted));
    }

    private bool Matches(Queue<string> words, PolicyPacket packet)
    {
        while (words.TryPeek(out var word) && word is "ip" or "ip6" or "meta" or "tcp" or "udp" or "sctp")
        {
            words.Dequeue();
            var isOne = Matches(word, words.Dequeue(), words, packet);
            if (!isOne) return false;
        }
        return true;
    }

    private bool Matches(string word, string field, Queue<string> words, PolicyPacket packet)
    {
        var isNot = words.Peek() == "!=" && words.Dequeue() == "!=";
        var what = words.Dequeue();
        if (field == "l4proto") return what.Trim('{', '}').Split(',', StringSplitOptions.TrimEntries).Contains(NameOf(packet));
        if (field == "dport") return word == NameOf(packet) && what.Trim('{', '}').Split(',', StringSplitOptions.TrimEntries).Any(range => Holds(range,
            packet.Port));
        var address = field == "saddr" ? packet.From : packet.To;
        if ((word == "ip") != (address.AddressFamily == AddressFamily.InterNetwork)) return false;
        return isNot != (what[0] == '@'
            ? table.Elements.ContainsKey((what[1..], $"{address}"))
            : what.Trim('{', '}').Split(',', StringSplitOptions.TrimEntries).Any(range => Holds(range, address)));
    }

    private static string NameOf(PolicyPacket packet) => packet.Protocol != PolicyProtocol.Icmp ? $"{packet.Protocol}".ToLowerInvariant()
        : packet.From.AddressFamily == AddressFamily.InterNetwork ? "icmp" : "ipv6-icmp";

    private static bool Holds(string range, int port) =>
        range.Split('-').Select(text => int.Parse(text, null)).ToArray() is var ends && port >= ends[0] && port <= ends[^1];

    private static bool Holds(string range, IPAddress address) => range.Contains('/', StringComparison.Ordinal)
        ? IPNetwork.Parse(range).Contains(address)
        : range.Split('-').Select(text => Agent.Plan.AddressNumber.Of(IPAddress.Parse(text))).ToArray() is var ends
            && Agent.Plan.AddressNumber.Of(address) >= ends[0] && Agent.Plan.AddressNumber.Of(address) <= ends[^1];

    private static string Counter(Queue<string> words)
    {
        Assert.Equal(("counter", "name"), (words.Dequeue(), words.Dequeue()));
        var name = words.Dequeue().Trim('"');
        return name.EndsWith(".default", StringComparison.Ordinal) ? "default" : name.Split('-')[2].Split('.')[0];
    }

    [GeneratedRegex("^add rule inet cloudnet-policy (?<chain>[^ ]+) (?<rule>.*)$")]
    private static partial Regex Rule();

    [GeneratedRegex("\"[^\"]*\"|\\{[^}]*\\}|[^ ]+")]
    private static partial Regex Word();
}
