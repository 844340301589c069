using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CloudNet.Store.Tables;

/// <summary>Labels as a <c>jsonb</c> object, and how they are looked for.</summary>
internal static class LabelsJson
{
    public static readonly ValueConverter<Dictionary<string, string>, string> Converter = new(
        labels => JsonSerializer.Serialize(labels, (JsonSerializerOptions?)null),
        json => JsonSerializer.Deserialize<Dictionary<string, string>>(json, (JsonSerializerOptions?)null) ?? new());

    public static readonly ValueComparer<Dictionary<string, string>> Comparer = new(
        (one, other) => one!.Count == other!.Count && !one.Except(other).Any(),
        labels => labels.Count,
        labels => new Dictionary<string, string>(labels));

    /// <summary>In the order of their keys: jsonb has its own, and an answer is the same each time.</summary>
    public static IReadOnlyDictionary<string, string> InOrder(Dictionary<string, string> labels) =>
        new SortedDictionary<string, string>(labels, StringComparer.Ordinal);

    /// <summary>
    /// For <c>labels @&gt; ALL (…::jsonb[])</c>: an object each, since one key may be asked for with two values, which nothing has. Those that
    /// an index has found are looked through: jsonb's <c>@&gt;</c> is none that an index may do beneath row level security.
    /// </summary>
    public static string[] Asked(IReadOnlyList<KeyValuePair<string, string>> labels) =>
        [.. labels.Select(label => JsonSerializer.Serialize(new Dictionary<string, string> { [label.Key] = label.Value }))];
}
