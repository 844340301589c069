using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CloudNet.Store.Tables;

/// <summary>Labels as a <c>jsonb</c> object.</summary>
internal static class LabelsJson
{
    public static readonly ValueConverter<Dictionary<string, string>, string> Converter = new(
        labels => JsonSerializer.Serialize(labels, (JsonSerializerOptions?)null),
        json => JsonSerializer.Deserialize<Dictionary<string, string>>(json, (JsonSerializerOptions?)null) ?? new());

    public static readonly ValueComparer<Dictionary<string, string>> Comparer = new(
        (one, other) => one!.Count == other!.Count && !one.Except(other).Any(),
        labels => labels.Count,
        labels => new Dictionary<string, string>(labels));
}
