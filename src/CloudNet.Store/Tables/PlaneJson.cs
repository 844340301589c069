using System.Text.Json;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Wire;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CloudNet.Store.Tables;

/// <summary>Ways across as <c>jsonb</c>, in the form that they have on the link.</summary>
internal static class PlaneJson
{
    public static readonly ValueConverter<DataPlane, string> Plane = new(
        plane => JsonSerializer.Serialize(plane, ContractsJson.Default.DataPlane),
        json => JsonSerializer.Deserialize(json, ContractsJson.Default.DataPlane)!);

    public static readonly ValueConverter<NextPlane?, string> Next = new(
        next => JsonSerializer.Serialize(next!, ContractsJson.Default.NextPlane),
        json => JsonSerializer.Deserialize(json, ContractsJson.Default.NextPlane)!);
}
