using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Services;

namespace CloudNet.Contracts.Views;

/// <summary>A workload of a network, as every host of the network knows it.</summary>
/// <param name="Name">Its name; several hosts may have one of the same.</param>
/// <param name="Addresses">Its addresses: one of each family of the network, IPv4 first.</param>
/// <param name="Labels">Its labels, by their names.</param>
/// <param name="AttachedAt">When its host attached it, but no later than it was first heard of.</param>
/// <param name="Failing">The services whose health check it fails, or was not found to pass yet, by id; default: none.</param>
/// <param name="IsDraining">Whether somebody drains it: nothing begins there.</param>
/// <param name="IsAway">Whether nothing was heard of its host for a while.</param>
public sealed record NetworkWorkload(
    string Name, ImmutableArray<IPAddress> Addresses, ImmutableSortedDictionary<string, string> Labels, DateTimeOffset AttachedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<ServiceId> Failing = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsDraining = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsAway = false)
{
    /// <summary>What it is as a backend of a service that selects it.</summary>
    /// <param name="id">The service.</param>
    /// <param name="service">What it is: without a health check nothing fails.</param>
    public BackendState StateFor(ServiceId id, NetworkService service) =>
        IsAway ? BackendState.Away
        : service.HealthCheck is not null && !Failing.IsDefaultOrEmpty && Failing.Contains(id) ? BackendState.Failing
        : IsDraining ? BackendState.Draining
        : BackendState.Ready;

    /// <summary>Equal in every address and label, not only in the references to them.</summary>
    public bool Equals(NetworkWorkload? other) =>
        other is not null && Name == other.Name && Addresses.SequenceEqual(other.Addresses) && Labels.SequenceEqual(other.Labels)
        && AttachedAt == other.AttachedAt && HostView.Same(Failing, other.Failing) && IsDraining == other.IsDraining && IsAway == other.IsAway;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Addresses.Length, Labels.Count);
}
