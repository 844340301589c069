using System.Text.Json;
using CloudNet.Contracts.Refusals;
using CloudNet.Controller.Tests.Access;

namespace CloudNet.Controller.Tests.Api;

/// <summary>The examples of the API's document: that each body has one, and that what they ask for is done.</summary>
public sealed class ApiExampleTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    // Their examples hold no real secret, password or signature: it is these that are refused, and nothing else of what they ask.
    private static readonly Dictionary<string, (int Status, string? Field)> WithoutSecret = new()
    {
        ["SignIn"] = (401, null), ["AcceptInvitation"] = (404, null), ["EnrolHost"] = (400, "proof"),
        ["BeginSecondFactor"] = (403, null), ["ConfirmSecondFactor"] = (409, null), ["EndSecondFactor"] = (403, null),
        ["ChangePassword"] = (403, null), ["TracePacket"] = (400, "from"),
    };

    [Fact]
    public async Task Each_body_and_each_refusal_has_one()
    {
        var (without, bodies) = (new List<string>(), 0);
        foreach (var (operation, told) in await OperationsAsync())
        {
            foreach (var (what, content) in Contents(told).Where(body => body.Content.ValueKind == JsonValueKind.Object))
                foreach (var type in content.EnumerateObject().Where(type => type.Name is "application/json" or "application/problem+json"))
                {
                    bodies++;
                    if (!type.Value.TryGetProperty("example", out var example) || example.ValueKind == JsonValueKind.Null) without.Add($"{operation} {what}");
                }
        }
        Assert.Empty(without);
        Assert.True(bodies > 100, $"Only {bodies} bodies are told.");
    }

    [Fact]
    public async Task A_refusals_example_is_of_its_status_and_tells_what_is_wrong()
    {
        foreach (var (operation, told) in await OperationsAsync())
            foreach (var (what, content) in Contents(told))
            {
                if (!content.TryGetProperty("application/problem+json", out var problem)) continue;
                var example = problem.GetProperty("example").Deserialize<ProblemRecord>(ApiClient.Json)!;
                Assert.Equal($"{operation} {what}", $"{operation} {example.Status}");
                Assert.NotEmpty(example.Detail!);
            }
    }

    [Fact]
    public async Task What_an_example_asks_for_is_done()
    {
        using var calls = await OperationCalls.InAsync(controller, "examples", "owner");
        using var administrator = await controller.AdminAsync();
        var asked = 0;
        var rows = AccessRow.Read().ToDictionary(row => row.Operation);
        foreach (var (id, told) in await OperationsAsync())
        {
            if (!told.TryGetProperty("requestBody", out var wanted)) continue;
            var (row, example) = (rows[id], wanted.GetProperty("content").GetProperty("application/json").GetProperty("example"));
            var isTried = !WithoutSecret.TryGetValue(row.Operation, out var refused);
            var (status, text) = await calls.CallAsync(
                row, row.Cells["owner"] == "administrator" ? administrator : null, query: isTried ? "?dryRun=true" : "", body: example);
            Assert.True(status == (isTried ? 200 : refused.Status), $"{row.Operation}: {status} {text}");
            if (!isTried) Assert.Equal(refused.Field, JsonSerializer.Deserialize<ProblemRecord>(text, ApiClient.Json)!.Problems?.SingleOrDefault()?.Field);
            asked++;
        }
        Assert.True(asked >= 14, $"Only {asked} operations take a body.");
    }

    private static IEnumerable<(string What, JsonElement Content)> Contents(JsonElement operation)
    {
        if (operation.TryGetProperty("requestBody", out var body)) yield return ("asked", body.GetProperty("content"));
        foreach (var response in operation.GetProperty("responses").EnumerateObject())
            if (response.Value.TryGetProperty("content", out var content)) yield return (response.Name, content);
    }

    private async Task<IReadOnlyList<(string Id, JsonElement Told)>> OperationsAsync()
    {
        using var client = new HttpClient { BaseAddress = controller.Address };
        var document = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json")).RootElement;
        return
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
               where !path.Name.StartsWith("/test/", StringComparison.Ordinal)
               from method in path.Value.EnumerateObject()
               select (method.Value.GetProperty("operationId").GetString()!, method.Value),
        ];
    }
}
