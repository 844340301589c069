using System.Text.Json;
using CloudNet.Controller.Refusals;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace CloudNet.Controller.Api.Examples;

/// <summary>Puts an example to each body and each refusal of the OpenAPI document.</summary>
internal static class ExampleDocument
{
    private const string Json = "application/json";

    /// <summary>Adds the examples of one operation. Comes after what else adds refusals.</summary>
    public static Task TellAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var json = context.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var action = context.Description;
        var body = action.ParameterDescriptions.FirstOrDefault(parameter => parameter.Source.Id == "Body")?.Type;
        if (body is not null && Of(operation.RequestBody?.Content, Json) is { } asked) asked.Example = BodyExamples.Of(body, json);
        foreach (var told in action.SupportedResponseTypes)
        {
            if (told.Type is not { } type || told.StatusCode >= 400) continue;
            if (Content(operation, told.StatusCode, Json) is { } answered) answered.Example = BodyExamples.Answer(operation.OperationId ?? "", type, json);
        }
        if (operation.Parameters?.Any(one => one.Name == DryRun.Parameter) == true && Content(operation, 200, Json) is { Example: null } tried)
            tried.Example = BodyExamples.OfTrial(json);
        string[] query = [.. (operation.Parameters ?? []).Where(one => one.In == ParameterLocation.Query).Select(one => one.Name!)];
        var parameter = action.ParameterDescriptions.LastOrDefault(one => one.Source.Id == "Path")?.Name;
        foreach (var status in (operation.Responses ?? []).Keys.Select(int.Parse).Where(status => status >= 400))
            if (Content(operation, status, ProblemResult.MediaType) is { } refused
                && RefusalExamples.Of(operation.OperationId ?? "", status, parameter, body is not null, query) is { } problem)
                refused.Example = JsonSerializer.SerializeToNode(problem, json);
        return Task.CompletedTask;
    }

    private static OpenApiMediaType? Content(OpenApiOperation operation, int status, string type) =>
        operation.Responses is { } answers && answers.TryGetValue($"{status}", out var answer) ? Of(answer.Content, type) : null;

    private static OpenApiMediaType? Of(IDictionary<string, OpenApiMediaType>? content, string type) =>
        content is not null && content.TryGetValue(type, out var found) ? found : null;
}
