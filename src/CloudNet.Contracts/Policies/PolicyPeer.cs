using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Policies;

/// <summary>Who a policy is about at the other end: workloads of the same network by their labels, or a range of addresses.</summary>
/// <param name="Selector">The labels that they have; null: it is a range.</param>
/// <param name="Cidr">The range; null: it is by labels.</param>
public sealed record PolicyPeer(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableSortedDictionary<string, string>? Selector = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IPNetwork? Cidr = null)
{
    /// <summary>Equal in every label, not only in the reference to them.</summary>
    public bool Equals(PolicyPeer? other) =>
        other is not null && Cidr == other.Cidr
        && (Selector is null || other.Selector is null ? ReferenceEquals(Selector, other.Selector) : Selector.SequenceEqual(other.Selector));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Cidr, Selector?.Count);
}
