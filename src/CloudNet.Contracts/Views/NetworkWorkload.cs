using System.Collections.Immutable;
using System.Net;

namespace CloudNet.Contracts.Views;

/// <summary>A workload of a network, as every host of the network knows it.</summary>
/// <param name="Name">Its name; several hosts may have one of the same.</param>
/// <param name="Addresses">Its addresses: one of each family of the network, IPv4 first.</param>
/// <param name="Labels">Its labels, by their names.</param>
/// <param name="AttachedAt">When its host attached it, but no later than it was first heard of.</param>
public sealed record NetworkWorkload(
    string Name, ImmutableArray<IPAddress> Addresses, ImmutableSortedDictionary<string, string> Labels, DateTimeOffset AttachedAt)
{
    /// <summary>Equal in every address and label, not only in the references to them.</summary>
    public bool Equals(NetworkWorkload? other) =>
        other is not null && Name == other.Name && Addresses.SequenceEqual(other.Addresses) && Labels.SequenceEqual(other.Labels)
        && AttachedAt == other.AttachedAt;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Addresses.Length, Labels.Count);
}
