using CloudNet.Contracts.Refusals;
using CloudNet.Controller.Refusals;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CloudNet.Controller.Api;

/// <summary>A refusal in the OpenAPI document that many operations have.</summary>
internal static class DocumentedRefusal
{
    /// <summary>A problem.</summary>
    public static OpenApiResponse Of(string what, OpenApiOperationTransformerContext context) => new()
    {
        Description = what,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [ProblemResult.MediaType] = new() { Schema = new OpenApiSchemaReference(nameof(ProblemRecord), context.Document) },
        },
    };
}
