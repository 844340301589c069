using CloudNet.Contracts.Trials;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CloudNet.Controller.Api;

/// <summary>Tells in the OpenAPI document which operations can be only tried, and what they answer then.</summary>
internal static class DryRunDocument
{
    private const string Json = "application/json";

    /// <summary>Adds the parameter and the answer, where the operation has them.</summary>
    public static async Task TellAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var action = context.Description;
        if (action.HttpMethod is not { } method || DryRun.IsRead(method) || action.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) != true
            || action.ActionDescriptor.EndpointMetadata.OfType<NoDryRun>().Any()) return;
        var schema = await context.GetOrCreateSchemaAsync(typeof(DryRunRecord), null, cancel);
        context.Document!.AddComponent(nameof(DryRunRecord), schema);
        (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = DryRun.Parameter, In = ParameterLocation.Query, Schema = new OpenApiSchema { Type = JsonSchemaType.Boolean },
        });
        Answer(operation, new OpenApiSchemaReference(nameof(DryRunRecord), context.Document));
    }

    // Beside what the operation itself answers with 200, where it does.
    private static void Answer(OpenApiOperation operation, OpenApiSchemaReference record)
    {
        var answers = operation.Responses ??= [];
        var schema = answers.TryGetValue("200", out var ok) && ok.Content?.TryGetValue(Json, out var body) == true && body.Schema is { } own
            ? new OpenApiSchema { OneOf = [own, record] } : (IOpenApiSchema)record;
        answers["200"] = new OpenApiResponse
        {
            Description = ok is null ? "What it would do (dryRun=true)" : "OK; or what it would do (dryRun=true)",
            Content = new Dictionary<string, OpenApiMediaType> { [Json] = new() { Schema = schema } },
        };
    }
}
