using System.Text.Json;
using System.Text.Json.Nodes;
using CloudNet.Contracts.Refusals;
using CloudNet.Controller.Tests.Access;

namespace CloudNet.Controller.Tests.Api;

/// <summary>What the document says of parameters and fields is what the operations do.</summary>
public sealed class ApiFieldTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private static readonly string[] CannotBeTried = ["SignIn", "AcceptInvitation", "EnrolHost", "TracePacket"];

    [Fact]
    public async Task Names_of_parameters_are_all_in_one_case_and_400_is_told_of_each_operation()
    {
        var (api, document) = await ReadAsync();
        var query = api.Operations.SelectMany(operation => operation.Parameters).Where(one => one.GetProperty("in").GetString() is "query" or "path").ToArray();
        Assert.True(query.Length > 50);
        Assert.All(query, one => Assert.Matches("^[a-z][A-Za-z]*$", one.GetProperty("name").GetString()!));
        Assert.Contains(query, one => one.GetProperty("name").GetString() == "limit");
        foreach (var path in document.GetProperty("paths").EnumerateObject().Where(path => path.Name.StartsWith("/api/v1/", StringComparison.Ordinal)))
            foreach (var method in path.Value.EnumerateObject())
                Assert.True(method.Value.GetProperty("responses").TryGetProperty("400", out _), $"{method.Name} {path.Name}");
    }

    [Fact]
    public async Task A_field_is_required_in_the_document_if_it_is_asked_for_where_it_is_missing()
    {
        var (api, document) = await ReadAsync();
        using var calls = await OperationCalls.InAsync(controller, "fields", "owner");
        using var administrator = await controller.AdminAsync();
        var rows = AccessRow.Read().ToDictionary(row => row.Operation);
        var asked = 0;
        foreach (var operation in api.Operations.Where(operation => operation.Body is not null))
        {
            var (row, schema) = (rows[operation.Id], api.Resolve(operation.Body!.Value));
            var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet() : [];
            foreach (var field in schema.GetProperty("properties").EnumerateObject().Select(property => property.Name))
            {
                var body = JsonNode.Parse(Example(document, operation).GetRawText())!.AsObject();
                body.Remove(field);
                var (status, text) = await calls.CallAsync(
                    row, row.Cells["owner"] == "administrator" ? administrator : null, query: CannotBeTried.Contains(row.Operation) ? "" : "?dryRun=true",
                    body: JsonDocument.Parse(body.ToJsonString()).RootElement);
                // Whether there is a second factor to confirm or to end, and whose password it is, is looked at first.
                if (status is 403 or 409 && operation.Id is "ConfirmSecondFactor" or "EndSecondFactor") continue;
                var isMissed = status == 400
                    && JsonSerializer.Deserialize<ProblemRecord>(text, ApiClient.Json)!.Problems!.Any(problem => problem.Field == field);
                Assert.True(isMissed == required.Contains(field), $"{operation.Id} without {field}: {status} {text}");
                asked++;
            }
        }
        Assert.True(asked > 50, $"{asked}");
    }

    [Theory]
    [InlineData("MemberRecord", "role", "viewer operator admin owner")]
    [InlineData("InvitationRecord", "role", "viewer operator admin owner")]
    [InlineData("SetMember", "role", "viewer operator admin owner")]
    [InlineData("CreateApiToken", "role", "read viewer operator admin owner null")]
    [InlineData("WebhookRecord", "state", "active failing disabled")]
    public async Task What_is_one_of_several_words_lists_them(string schema, string property, string words)
    {
        var (api, _) = await ReadAsync();
        var told = api.Schemas.GetProperty(schema).GetProperty("properties").GetProperty(property).GetProperty("enum");
        Assert.Equal(words.Split(' '), told.EnumerateArray().Select(word => word.GetString() ?? "null"));
    }

    [Theory]
    [InlineData("post", "/api/v1/networks", "201")]
    [InlineData("post", "/api/v1/networks/{network}/ranges", "200")]
    public async Task What_an_example_asks_for_is_in_the_examples_answer(string method, string path, string status)
    {
        var (_, document) = await ReadAsync();
        var operation = document.GetProperty("paths").GetProperty(path).GetProperty(method);
        var asked = operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example");
        var answered = operation.GetProperty("responses").GetProperty(status).GetProperty("content").GetProperty("application/json").GetProperty("example");
        if (asked.TryGetProperty("name", out var name)) Assert.Equal(name.GetString(), answered.GetProperty("name").GetString());
        Assert.Contains(asked.GetProperty("range").GetString(), answered.GetProperty("ranges").EnumerateArray().Select(range => range.GetProperty("range").GetString()));
    }

    private async Task<(ApiDescription Api, JsonElement Document)> ReadAsync()
    {
        using var client = new HttpClient { BaseAddress = controller.Address };
        return (await ApiDescription.ReadAsync(client), JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json")).RootElement);
    }

    private static JsonElement Example(JsonElement document, ApiOperation operation) =>
        document.GetProperty("paths").GetProperty(operation.Path).GetProperty(operation.Method.ToLowerInvariant())
            .GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example");
}
