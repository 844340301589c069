using System.Text.Json;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Wire;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CloudNet.Store.Tables;

/// <summary>A network's peerings as <c>jsonb</c>, in the form that they have on the link.</summary>
internal static class PeeringsJson
{
    public static readonly ValueConverter<NetworkPeering[]?, string> Column = new(
        peerings => JsonSerializer.Serialize(peerings!, ContractsJson.Default.NetworkPeeringArray),
        json => JsonSerializer.Deserialize(json, ContractsJson.Default.NetworkPeeringArray)!);

    // They are replaced, and never written into.
    public static readonly ValueComparer<NetworkPeering[]?> Compared = new(
        (one, other) => ReferenceEquals(one, other), peerings => peerings == null ? 0 : peerings.Length, peerings => peerings);
}
