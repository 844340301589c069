using System.Text.Json;

namespace CloudNet.Controller.Tests.Api;

/// <summary>The API as its own document at <c>/openapi/v1.json</c> tells it.</summary>
/// <param name="Operations">Its operations, those of hosts and the installer among them.</param>
/// <param name="Schemas">The schemas that are referred to by name.</param>
public sealed record ApiDescription(IReadOnlyList<ApiOperation> Operations, JsonElement Schemas)
{
    public static async Task<ApiDescription> ReadAsync(HttpClient client)
    {
        var document = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json")).RootElement;
        return new(
            [
                .. from path in document.GetProperty("paths").EnumerateObject()
                   where !path.Name.StartsWith("/test/", StringComparison.Ordinal)
                   from method in path.Value.EnumerateObject()
                   select new ApiOperation(
                       method.Value.GetProperty("operationId").GetString()!, method.Name.ToUpperInvariant(), path.Name,
                       method.Value.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray()] : [],
                       method.Value.TryGetProperty("requestBody", out var body)
                           ? body.GetProperty("content").GetProperty("application/json").GetProperty("schema")
                           : null),
            ],
            document.GetProperty("components").GetProperty("schemas"));
    }

    /// <summary>The schema itself, where this one refers to another or may also be null.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference)) return Resolve(Schemas.GetProperty(reference.GetString()!.Split('/')[^1]));
        if (schema.TryGetProperty("oneOf", out var choices))
            return choices.EnumerateArray().Select(Resolve).First(choice => choice.GetProperty("type").ToString() != "null");
        return schema;
    }
}
