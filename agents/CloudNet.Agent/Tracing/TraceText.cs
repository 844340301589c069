using System.Net;
using System.Text.RegularExpressions;
using CloudNet.Agent.Link;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Traces;

namespace CloudNet.Agent.Tracing;

/// <summary>
/// Reads what <c>nft monitor trace</c> prints: for each chain that a packet comes by a line with the packet, then one for each rule that matched, and one for
/// the policy where none ended it. Pure; a packet is told apart by the number that the kernel gave it.
/// </summary>
/// <param name="request">What is traced: packets between other addresses are passed over.</param>
internal sealed partial class TraceText(TraceRequest request)
{
    private readonly Dictionary<string, Packet> packets = [];
    private readonly List<TraceStep> steps = [];

    /// <summary>What was read, in the order of the lines.</summary>
    public IReadOnlyList<TraceStep> Steps => steps;

    /// <summary>Takes a line in; one that says nothing of the packet changes nothing.</summary>
    public void Read(string line)
    {
        if (Line().Match(line) is not { Success: true } match) return;
        var (id, chain, words) = (match.Groups["id"].Value, match.Groups["chain"].Value, match.Groups["words"].Value.Trim());
        if (words.StartsWith("packet: ", StringComparison.Ordinal)) Look(id, words);
        else if (packets.TryGetValue(id, out var packet) && !chain.StartsWith(TraceTable.Name, StringComparison.Ordinal)) Add(packet, chain, words);
    }

    // Behind its masquerade an answer has another address, and is the same packet still.
    private void Look(string id, string words)
    {
        var (source, destination) = (Address(words, "saddr"), Address(words, "daddr"));
        bool? back = source is null ? null
            : source.Equals(request.Source) && destination!.Equals(request.Destination) ? false
            : source.Equals(request.Destination) && destination!.Equals(request.Source) ? true
            : packets.TryGetValue(id, out var known) ? known.Back : null;
        if (back is { } isBack) packets[id] = new(isBack, Link(words, "iif"), Link(words, "oif"));
        else packets.Remove(id);
    }

    private void Add(Packet packet, string chain, string words)
    {
        if (steps.Count == HostTrace.Most) return;
        if (Rule().Match(words) is { Success: true } rule)
        {
            var verdict = rule.Groups["verdict"].Value;
            if (verdict != "continue") steps.Add(new(packet.Back, chain, verdict, Shortened(rule.Groups["rule"].Value), packet.In, packet.Out));
        }
        else if (words.StartsWith("policy ", StringComparison.Ordinal)) steps.Add(new(packet.Back, chain, words[7..], null, packet.In, packet.Out));
    }

    // What a rule says of itself stands last, and is what people look for.
    private static string Shortened(string rule) =>
        rule.Length > LinkLimits.ProblemLength && rule.LastIndexOf(" comment ", StringComparison.Ordinal) is var at and > 0
            && rule.Length - at < LinkLimits.ProblemLength / 2
            ? $"{rule[..(LinkLimits.ProblemLength - (rule.Length - at) - 1)]}…{rule[at..]}"
            : LinkText.Shortened(rule);

    private static IPAddress? Address(string words, string which)
    {
        var at = Regex.Match(words, $" ip6? {which} (?<address>[0-9a-f.:]+)");
        return at.Success && IPAddress.TryParse(at.Groups["address"].ValueSpan, out var address) ? address : null;
    }

    private static string? Link(string words, string which)
    {
        var at = Regex.Match(words, $"\\b{which} \"(?<link>[^\"]+)\"");
        return at.Success ? at.Groups["link"].Value : null;
    }

    [GeneratedRegex("^trace id (?<id>[0-9a-f]+) (?<chain>[^ ]+ [^ ]+ [^ ]+) (?<words>.*)$")]
    private static partial Regex Line();

    [GeneratedRegex("^(unknown )?rule (?<rule>.*) \\(verdict (?<verdict>[^)]+)\\)$")]
    private static partial Regex Rule();

    private sealed record Packet(bool Back, string? In, string? Out);
}
