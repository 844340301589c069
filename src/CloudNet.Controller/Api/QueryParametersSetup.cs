using CloudNet.Controller.Refusals;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CloudNet.Controller.Api;

/// <summary>Has operations refuse parameters that they do not know, and tells so in the OpenAPI document.</summary>
internal static class QueryParametersSetup
{
    /// <summary>Lets the operations take what they know only; put it on groups, before what does anything.</summary>
    public static T TakeWhatTheyKnow<T>(this T endpoints) where T : IEndpointConventionBuilder => endpoints.AddEndpointFilter<T>((context, next) =>
    {
        var http = context.HttpContext;
        var parameters = http.RequestServices.GetRequiredService<QueryParameters>();
        return parameters.Check(http.GetEndpoint(), http.Request.Method, http.Request.Query) is { } refusal
            ? ValueTask.FromResult<object?>(refusal.AsResult())
            : next(context);
    });

    /// <summary>Gives the parameters the names that the API has them by, and each operation the refusal of others.</summary>
    public static Task TellAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(one => one.In == ParameterLocation.Query))
            parameter.Name = QueryParameters.Name(parameter.Name!);
        if (context.Description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true)
            (operation.Responses ??= []).TryAdd("400", DocumentedRefusal.Of("Bad Request", context));
        return Task.CompletedTask;
    }
}
