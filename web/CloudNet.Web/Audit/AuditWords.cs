using System.Text.Json;
using CloudNet.Contracts.Audit;

namespace CloudNet.Web.Audit;

/// <summary>Says what an entry of the audit log has in it.</summary>
public static class AuditWords
{
    private const int Longest = 300;

    /// <summary>Who did it.</summary>
    public static string Actor(AuditActor actor) => actor.Kind switch
    {
        "user" when actor.TokenId is not null => $"{actor.Name} (by token)",
        "user" => actor.Name,
        "system" => "the controller",
        "database" => "the database's administrator",
        _ => $"{actor.Kind} {actor.Name}",
    };

    /// <summary>Where it came in, and from where.</summary>
    public static string Door(AuditEntry entry) => entry.Address is { } address ? $"over {entry.Origin}, from {address}" : $"over {entry.Origin}";

    /// <summary>Each field that is different, or that there is where the thing was made or removed.</summary>
    public static IReadOnlyList<(string Field, string? Before, string? After)> Changes(AuditEntry entry)
    {
        var (before, after) = (Fields(entry.Before), Fields(entry.After));
        return [.. before.Keys.Union(after.Keys).Select(field => (field, before.GetValueOrDefault(field), after.GetValueOrDefault(field)))];
    }

    private static Dictionary<string, string?> Fields(JsonElement? of) => of is { ValueKind: JsonValueKind.Object } there
        ? there.EnumerateObject().ToDictionary(field => field.Name, field => Text(field.Value))
        : [];

    private static string? Text(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            _ => value.GetRawText(),
        };
        return text is { Length: > Longest } ? text[..Longest] + "…" : text;
    }
}
