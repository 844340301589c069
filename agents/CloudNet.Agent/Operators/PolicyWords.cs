using System.Collections.Immutable;
using System.CommandLine.Parsing;
using System.Globalization;
using CloudNet.Agent.Cli;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;

namespace CloudNet.Agent.Operators;

/// <summary>Peers and ports of a policy on a command line, <c>app=web,tier=front</c> and <c>8000-8010/udp</c>, and in what it prints.</summary>
internal static class PolicyWords
{
    private static readonly string[] Protocols = ["tcp", "udp", "sctp", "icmp"];

    /// <summary>A peer; null, and an error, where the word is none. What is wrong with a range the controller says.</summary>
    public static CreatePolicyPeer? Peer(string word, ArgumentResult result)
    {
        if (!word.Contains('=', StringComparison.Ordinal)) return new(Cidr: word);
        var labels = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var label in word.Split(','))
        {
            var at = label.IndexOf('=', StringComparison.Ordinal);
            if (at >= 1 && labels.TryAdd(label[..at], label[(at + 1)..])) continue;
            result.AddError($"'{Terminal.Plain(word)}' is no peer: '{Terminal.Plain(label)}' is no label, or is there twice. "
                + "Give labels such as app=web,tier=front, or a range such as 192.0.2.0/24.");
            return null;
        }
        return new(labels.ToImmutable());
    }

    /// <summary>A port; null, and an error, where the word is none.</summary>
    public static CreatePolicyPort? Port(string word, ArgumentResult result)
    {
        if (Protocols.Contains(word)) return new(word);
        var (range, protocol) = Cut(word, '/');
        var (first, last) = Cut(range, '-');
        if (Number(first) is { } port && (last is null || Number(last) is not null) && (protocol is null || Protocols.Contains(protocol)))
            return new(protocol, port, last is null ? null : Number(last));
        result.AddError($"'{Terminal.Plain(word)}' is no port of a policy. Give one such as 80, 8000-8010/udp, icmp, or tcp for all of its ports.");
        return null;
    }

    /// <summary>A peer for people.</summary>
    public static string Of(PolicyPeer peer) => peer.Cidr is { } range ? $"{range}" : LabelWords.Of(peer.Selector);

    /// <summary>A port for people.</summary>
    public static string Of(PolicyPort port)
    {
        var protocol = port.Protocol.ToString().ToLowerInvariant();
        return port.Port is null ? protocol : $"{port.Port}{(port.To is null ? "" : $"-{port.To}")}/{protocol}";
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= PortRange.Greatest ? number : null;

    private static (string Before, string? Behind) Cut(string word, char at) =>
        word.IndexOf(at) is >= 0 and var place ? (word[..place], word[(place + 1)..]) : (word, null);
}
