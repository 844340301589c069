using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Policies;

namespace CloudNet.Contracts.Views;

/// <summary>A policy of a network, as every host of the network knows it. Each finds the workloads that it is about by itself.</summary>
/// <param name="Name">Its name; unique in the network.</param>
/// <param name="Direction">Which connections of the workloads that it is about it is about.</param>
/// <param name="Action">What it does with what it matches.</param>
/// <param name="Priority">1, judged first, to 1,000.</param>
/// <param name="Selector">The labels of the workloads that it is about; empty: all of the network.</param>
/// <param name="Peers">The other end; default: anybody.</param>
/// <param name="Ports">The ports that are called; default: everything.</param>
/// <param name="DryRun">Whether it counts what it matches and decides nothing.</param>
public sealed record NetworkPolicy(
    string Name, PolicyDirection Direction, PolicyAction Action, int Priority, ImmutableSortedDictionary<string, string> Selector,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<PolicyPeer> Peers = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<PolicyPort> Ports = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool DryRun = false)
{
    /// <summary>Whether it is about a workload with these labels.</summary>
    public bool IsAbout(IReadOnlyDictionary<string, string> labels) => Has(labels, Selector);

    /// <summary>Whether a workload of the network with these labels is one of its peers by them.</summary>
    public bool HasPeer(IReadOnlyDictionary<string, string> labels) =>
        !Peers.IsDefault && Peers.Any(peer => peer.Selector is { } selector && Has(labels, selector));

    /// <summary>Which of two is judged first: by priority, then those that deny, then by name.</summary>
    public static int InOrder(NetworkPolicy one, NetworkPolicy other) =>
        (one.Priority, one.Action == PolicyAction.Deny ? 0 : 1).CompareTo((other.Priority, other.Action == PolicyAction.Deny ? 0 : 1)) is var order and not 0
            ? order
            : string.CompareOrdinal(one.Name, other.Name);

    /// <summary>Equal in every member, not only in the references to them.</summary>
    public bool Equals(NetworkPolicy? other) =>
        other is not null && Name == other.Name && Direction == other.Direction && Action == other.Action && Priority == other.Priority
        && Selector.SequenceEqual(other.Selector) && HostView.Same(Peers, other.Peers) && HostView.Same(Ports, other.Ports) && DryRun == other.DryRun;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Direction, Action, Priority, Selector.Count);

    private static bool Has(IReadOnlyDictionary<string, string> labels, ImmutableSortedDictionary<string, string> selector) =>
        selector.All(term => labels.TryGetValue(term.Key, out var value) && value == term.Value);
}
