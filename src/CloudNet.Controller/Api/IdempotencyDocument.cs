using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CloudNet.Controller.Api;

/// <summary>Tells in the OpenAPI document which operations take an <c>Idempotency-Key</c>, and how they refuse one.</summary>
internal static class IdempotencyDocument
{
    /// <summary>Adds the header and its refusals, where the operation has them.</summary>
    public static Task TellAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var action = context.Description;
        var metadata = action.ActionDescriptor.EndpointMetadata;
        if (action.HttpMethod != HttpMethods.Post || action.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) != true
            || metadata.Any(one => one is IAllowAnonymous or NoRepeat)) return Task.CompletedTask;
        (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = IdempotencyKey.Header, In = ParameterLocation.Header,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = Store.Repeats.Repeat.LongestKey },
        });
        var answers = operation.Responses ??= [];
        answers.TryAdd("409", DocumentedRefusal.Of("Conflict", context));
        answers.TryAdd("422", DocumentedRefusal.Of("The Idempotency-Key was used for something else", context));
        return Task.CompletedTask;
    }
}
