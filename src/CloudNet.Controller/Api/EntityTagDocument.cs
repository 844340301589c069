using CloudNet.Contracts.Access;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Webhooks;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CloudNet.Controller.Api;

/// <summary>Tells in the OpenAPI document which answers have an ETag, and which changes may rest on one.</summary>
internal static class EntityTagDocument
{
    private static readonly Type[] Tagged =
    [
        typeof(NetworkRecord), typeof(HostRecord), typeof(QuotasRecord), typeof(MemberRecord), typeof(WebhookRecord), typeof(ServiceRecord),
            typeof(PolicyRecord),
    ];

    /// <summary>Adds the headers, and the answers that come of them.</summary>
    public static Task TellAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var action = context.Description;
        if (action.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) != true || action.HttpMethod is not { } method) return Task.CompletedTask;
        var isRead = DryRun.IsRead(method);
        foreach (var answer in action.SupportedResponseTypes.Where(answer => Tagged.Contains(answer.Type)))
            Answer(operation, answer.StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture), isRead);
        if (!isRead && EntityTags.Thing(name => action.RelativePath.Contains($"{{{name}}}", StringComparison.Ordinal)) is not null)
        {
            Take(operation, "If-Match");
            operation.Responses!.TryAdd("412", DocumentedRefusal.Of("What the path names is not as If-Match has it", context));
        }
        return Task.CompletedTask;
    }

    private static void Answer(OpenApiOperation operation, string status, bool isRead)
    {
        if (operation.Responses?.GetValueOrDefault(status) is OpenApiResponse told)
            (told.Headers ??= new Dictionary<string, IOpenApiHeader>())["ETag"] = new OpenApiHeader
            {
                Description = "Another one whenever the answer is another.", Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };
        if (!isRead) return;
        Take(operation, "If-None-Match");
        operation.Responses!.TryAdd("304", new OpenApiResponse { Description = "It is as it was" });
    }

    private static void Take(OpenApiOperation operation, string header) => (operation.Parameters ??= []).Add(new OpenApiParameter
    {
        Name = header, In = ParameterLocation.Header, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    });
}
