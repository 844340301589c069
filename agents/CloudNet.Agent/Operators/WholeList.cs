using System.Text.Json;

namespace CloudNet.Agent.Operators;

/// <summary>Reads a list of the API to its end.</summary>
internal static class WholeList
{
    private const int PageItems = 500;

    /// <summary>All items as the controller gave them, or why not.</summary>
    /// <param name="api">The controller.</param>
    /// <param name="path">The list's path below <c>/api/v1/</c>, with its filters.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task<(IReadOnlyList<JsonElement> Items, string? Refusal)> ReadAsync(ApiCaller api, string path, CancellationToken stop)
    {
        List<JsonElement> all = [];
        string? cursor = null;
        do
        {
            var and = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var from = cursor is null ? "" : $"&cursor={OperatorCommand.Part(cursor)}";
            var answer = await api.SendAsync(HttpMethod.Get, $"{path}{and}limit={PageItems}{from}", null, stop);
            if (answer.Refusal is not null) return ([], answer.Refusal);
            var page = JsonElement.Parse(answer.Body);
            if (page.ValueKind != JsonValueKind.Object || !page.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array
                || !page.TryGetProperty("next", out var next))
            {
                throw new JsonException("It is no page of a list.");
            }
            all.AddRange(items.EnumerateArray());
            cursor = next.ValueKind == JsonValueKind.Null ? null : next.GetString();
        }
        while (cursor is not null);
        return (all, null);
    }
}
