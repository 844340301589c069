using System.Text.Json;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Wire;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CloudNet.Store.Tables;

/// <summary>A policy's peers and ports as <c>jsonb</c>, in the form that they have on the link.</summary>
internal static class PolicyJson
{
    public static readonly ValueConverter<IReadOnlyList<PolicyPeer>, string> Peers = new(
        peers => JsonSerializer.Serialize(peers, ContractsJson.Default.IReadOnlyListPolicyPeer),
        json => JsonSerializer.Deserialize(json, ContractsJson.Default.IReadOnlyListPolicyPeer)!);

    // They are replaced, and never written into.
    public static readonly ValueComparer<IReadOnlyList<PolicyPeer>> PeersCompared = new(
        (one, other) => one!.SequenceEqual(other!), peers => peers.Count, peers => peers);

    public static readonly ValueConverter<IReadOnlyList<PolicyPort>, string> Ports = new(
        ports => JsonSerializer.Serialize(ports, ContractsJson.Default.IReadOnlyListPolicyPort),
        json => JsonSerializer.Deserialize(json, ContractsJson.Default.IReadOnlyListPolicyPort)!);

    public static readonly ValueComparer<IReadOnlyList<PolicyPort>> PortsCompared = new(
        (one, other) => one!.SequenceEqual(other!), ports => ports.Count, ports => ports);
}
