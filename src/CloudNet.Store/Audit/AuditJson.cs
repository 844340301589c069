using System.Text.Json;
using System.Text.Json.Nodes;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Wire;

namespace CloudNet.Store.Audit;

/// <summary>
/// What was and what is, as the log has it, by the names that the API has: the columns of the tables hold the names of this code for what
/// is one of several.
/// </summary>
internal static class AuditJson
{
    private const string Driver = "driver";

    /// <summary>The values; null where there are none.</summary>
    public static JsonElement? Of(string? text)
    {
        if (text is null) return null;
        var told = JsonElement.Parse(text);
        if (told.ValueKind != JsonValueKind.Object || !told.TryGetProperty(Driver, out var stored) || stored.ValueKind != JsonValueKind.String
            || !Enum.TryParse<NetworkDriver>(stored.GetString(), ignoreCase: true, out var driver)) return told;
        var named = JsonObject.Create(told)!;
        named[Driver] = JsonSerializer.SerializeToNode(driver, ContractsJson.Default.NetworkDriver);
        return JsonElement.Parse(named.ToJsonString());
    }
}
