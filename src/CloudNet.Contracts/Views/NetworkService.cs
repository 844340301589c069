using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Services;

namespace CloudNet.Contracts.Views;

/// <summary>A service of a network, as every host of the network knows it. Each finds its backends by itself, among the network's workloads.</summary>
/// <param name="Name">Its name; unique in the network.</param>
/// <param name="Addresses">Its addresses: at most one of each family, IPv4 first; none where it is headless.</param>
/// <param name="Ports">Its ports, by protocol and number; no two are of one.</param>
/// <param name="Selector">The labels that its backends have; empty where they are fixed.</param>
/// <param name="Backends">Its fixed backends; default: they are found by label.</param>
/// <param name="Algorithm">How a backend is chosen.</param>
/// <param name="WeightLabel">Name of the label that says a workload's weight; null: all weigh the same.</param>
/// <param name="AffinitySeconds">For how long after its last new connection a client comes to the same backend again; null: not at all.</param>
/// <param name="LocalOnly">Whether a host sends to its own backends alone.</param>
/// <param name="HealthCheck">How it is found out which backends serve; null: they are taken to.</param>
/// <param name="Hosts">The hosts whose ports lead to it, where a port has one; default: all that are in the network.</param>
public sealed record NetworkService(
    string Name, ImmutableArray<IPAddress> Addresses, ImmutableArray<ServicePort> Ports, ImmutableSortedDictionary<string, string> Selector,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<FixedBackend> Backends = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ServiceAlgorithm Algorithm = ServiceAlgorithm.Random,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? WeightLabel = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? AffinitySeconds = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool LocalOnly = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] HealthCheck? HealthCheck = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<HostId> Hosts = default)
{
    /// <summary>Whether it has a name alone, by which its backends are found, and no address.</summary>
    [JsonIgnore]
    public bool IsHeadless => Addresses.IsEmpty;

    /// <summary>The ports of a host that lead to it.</summary>
    public IEnumerable<ServicePort> HostPortsOn(HostId host) =>
        Hosts.IsDefaultOrEmpty || Hosts.Contains(host) ? Ports.Where(port => port.HostPort is not null) : [];

    /// <summary>Whether a workload with these labels is a backend of it.</summary>
    public bool Selects(IReadOnlyDictionary<string, string> labels) =>
        Backends.IsDefaultOrEmpty && !Selector.IsEmpty && Selector.All(term => labels.TryGetValue(term.Key, out var value) && value == term.Value);

    /// <summary>What a workload with these labels weighs among its backends.</summary>
    public int WeightOf(IReadOnlyDictionary<string, string> labels) =>
        WeightLabel is not null && labels.TryGetValue(WeightLabel, out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var weight) && weight <= ServiceBounds.Weight
            ? weight
            : ServiceBounds.UsualWeight;

    /// <summary>Equal in every member, not only in the references to them.</summary>
    public bool Equals(NetworkService? other) =>
        other is not null && Name == other.Name && Addresses.SequenceEqual(other.Addresses) && Ports.SequenceEqual(other.Ports)
        && Selector.SequenceEqual(other.Selector) && HostView.Same(Backends, other.Backends) && Algorithm == other.Algorithm
        && WeightLabel == other.WeightLabel && AffinitySeconds == other.AffinitySeconds && LocalOnly == other.LocalOnly && HealthCheck == other.HealthCheck
        && HostView.Same(Hosts, other.Hosts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Addresses.Length, Ports.Length, Selector.Count);
}
