using System.Text.Json;

namespace CloudNet.Agent.Kernel;

/// <summary>
/// Values in the JSON of <c>ovs-vsctl</c> (RFC 7047, 5.1): a set of one is written as that one, <c>["uuid","…"]</c>; of none or several as
/// <c>["set",[…]]</c>; a map as <c>["map",[[key,value],…]]</c>.
/// </summary>
internal static class SwitchJson
{
    /// <summary>A row's own id, or one that it names.</summary>
    public static string Id(JsonElement value) => value[1].GetString()!;

    /// <summary>The ids of a set.</summary>
    public static IEnumerable<string> Ids(JsonElement value) => value[0].ValueEquals("set") ? value[1].EnumerateArray().Select(Id) : [Id(value)];

    /// <summary>A map of texts.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Map(JsonElement value) =>
        value[1].EnumerateArray().Select(pair => KeyValuePair.Create(pair[0].GetString()!, pair[1].GetString()!));

    /// <summary>A text, or an empty one where the set of at most one has none.</summary>
    public static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
