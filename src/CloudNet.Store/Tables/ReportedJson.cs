using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CloudNet.Store.Tables;

/// <summary>A list that an agent reported, as <c>jsonb</c>, in the form that it has on the link.</summary>
internal static class ReportedJson<T>
{
    public static readonly ValueConverter<T[], string> Converter = new(
        items => JsonSerializer.Serialize(items, JsonSerializerOptions.Web),
        json => JsonSerializer.Deserialize<T[]>(json, JsonSerializerOptions.Web) ?? Array.Empty<T>());

    public static readonly ValueComparer<T[]> Comparer = new(
        (one, other) => one!.SequenceEqual(other!), items => items.Length, items => items.ToArray());
}
