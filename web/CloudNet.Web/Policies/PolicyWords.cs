using System.Collections.Immutable;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Views;
using CloudNet.Web.States;

namespace CloudNet.Web.Policies;

/// <summary>Policies in words.</summary>
public static class PolicyWords
{
    /// <summary>In the order in which hosts judge by them.</summary>
    public static IReadOnlyList<PolicyRecord> InOrder(IEnumerable<PolicyRecord> policies) =>
        [.. policies.Order(Comparer<PolicyRecord>.Create((one, other) => NetworkPolicy.InOrder(Told(one), Told(other))))];

    /// <summary>A direction, an action or a default as the API spells it.</summary>
    public static string Of<T>(T word) where T : struct, Enum => word.ToString().ToLowerInvariant();

    /// <summary>A peer: <c>app=web, tier=front</c>, or a range.</summary>
    public static string Of(PolicyPeer peer) => peer.Cidr is { } range ? $"{range}" : Of(peer.Selector!);

    /// <summary>A port: <c>80/tcp</c>, <c>8000-8010/udp</c>, <c>icmp</c>.</summary>
    public static string Of(PolicyPort port) =>
        $"{(port.Port is null ? "" : $"{port.Port}{(port.To is null ? "" : $"-{port.To}")}/")}{Of(port.Protocol)}";

    /// <summary>Labels: <c>app=web, tier=front</c>.</summary>
    public static string Of(IEnumerable<KeyValuePair<string, string>> labels) =>
        string.Join(", ", labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));

    /// <summary>How much was matched: <c>1,200 packets</c>.</summary>
    public static string Packets(PolicyMatched matched) => Packets(matched.Packets);

    /// <summary>So many packets.</summary>
    public static string Packets(long packets) => packets == 1 ? "1 packet" : $"{packets:N0} packets";

    /// <summary>What it allows or denies, in a sentence.</summary>
    public static string Sentence(PolicyRecord policy) => PolicyForm.Of(policy).Sentence;

    /// <summary>What stops when it is removed, before it is done.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="defaults">What becomes of what none matches; null: not known yet.</param>
    public static IReadOnlyList<string> OfRemoving(PolicyRecord policy, PolicyDefaultsRecord? defaults)
    {
        string[] what = policy.DryRun
            ? ["It decides nothing now: whoever is allowed or denied stays so."]
            :
            [
                $"No longer in force: \"{Sentence(policy)}\"",
                $"For these the next policy that matches decides, and where none does the default of {Of(policy.Direction)}"
                    + (defaults is null ? "." : $", which is {Of(policy.Direction == PolicyDirection.Ingress ? defaults.Ingress : defaults.Egress)}."),
                "Connections that run go on until they end.",
            ];
        return policy.Matched.Packets == 0 ? what : [.. what, $"What was counted of it, {Packets(policy.Matched)}, is forgotten."];
    }

    private static NetworkPolicy Told(PolicyRecord policy) =>
        new(policy.Name, policy.Direction, policy.Action, policy.Priority, ImmutableSortedDictionary<string, string>.Empty);
}
