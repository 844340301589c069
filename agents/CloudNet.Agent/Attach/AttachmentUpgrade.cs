using System.Text.Json.Nodes;

namespace CloudNet.Agent.Attach;

/// <summary>Reads attachment books of agents from before a workload could have an address of each family.</summary>
internal static class AttachmentUpgrade
{
    private const string One = "address";
    private const string All = "addresses";

    /// <summary>The book in the words of this agent.</summary>
    public static JsonNode? Upgrade(JsonNode? book)
    {
        foreach (var entry in Items(book, "entries")) Upgrade(entry?["attachment"] as JsonObject);
        foreach (var released in Items(book, "released")) Upgrade(released as JsonObject);
        return book;
    }

    private static IEnumerable<JsonNode?> Items(JsonNode? book, string name) => (book as JsonObject)?[name] as JsonArray ?? [];

    private static void Upgrade(JsonObject? item)
    {
        if (item is null || item.ContainsKey(All) || !item.Remove(One, out var address)) return;
        item[All] = new JsonArray(address);
    }
}
