using System.Collections.Immutable;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Addressing;
using CloudNet.Domain.Labels;

namespace CloudNet.Domain.Policies;

/// <summary>Who a policy may be about: workloads by their labels, at the other end ranges of addresses too.</summary>
public static class PolicyPeerRules
{
    /// <summary>The labels that were asked for, by their keys; what is wrong with them is added to the problems.</summary>
    public static ImmutableSortedDictionary<string, string> Selector(string field, IReadOnlyDictionary<string, string> asked, List<FieldProblem> problems)
    {
        if (asked.Count > PolicyBounds.Terms)
            problems.Add(new(field, $"A selector has at most {PolicyBounds.Terms} labels; {asked.Count} were given.", "Give those that no other workload of the network has."));
        var wrong = LabelRules.Check(field, asked);
        problems.AddRange(asked.Count > PolicyBounds.Terms ? [] : wrong);
        return wrong.Count > 0 ? ImmutableSortedDictionary<string, string>.Empty : asked.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <summary>The peers that were asked for, in their order; what is wrong with them is added to the problems.</summary>
    public static IReadOnlyList<PolicyPeer> Parse(IReadOnlyList<CreatePolicyPeer> asked, List<FieldProblem> problems)
    {
        if (asked.Count > PolicyBounds.Peers)
        {
            problems.Add(new("peers", $"A policy has at most {PolicyBounds.Peers} peers; {asked.Count} were given.", "Give a label that they have in common, or make another policy."));
            return [];
        }
        List<PolicyPeer> peers = [];
        foreach (var (peer, index) in asked.Select((peer, index) => ((CreatePolicyPeer?)peer ?? new(), index)))
            if (Parse($"peers[{index}]", peer, problems) is { } one && !peers.Contains(one)) peers.Add(one);
        return peers;
    }

    private static PolicyPeer? Parse(string path, CreatePolicyPeer peer, List<FieldProblem> problems)
    {
        if (peer is { Selector: not null, Cidr: not null } or { Selector: null, Cidr: null })
        {
            problems.Add(new(path, "A peer is workloads by their labels or a range of addresses, one of the two.",
                "Give {\"selector\": {\"app\": \"web\"}} or {\"cidr\": \"192.0.2.0/24\"}."));
            return null;
        }
        if (peer.Cidr is not null)
        {
            if (AddressText.Range($"{path}.cidr", peer.Cidr, "192.0.2.0/24", out var range) is not { } wrong) return new(Cidr: range);
            problems.Add(wrong);
            return null;
        }
        if (peer.Selector!.Count == 0)
            problems.Add(new($"{path}.selector", "A peer without a label would be every workload of the network.", "Give a label, or the network's range as cidr, which has the hosts' gateway addresses in it too."));
        return new(Selector($"{path}.selector", peer.Selector, problems));
    }
}
