using System.Text.Json;
using CloudNet.Contracts.Access;
using CloudNet.Controller.Tests.Api;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Fuzz;

/// <summary>One client that sends requests of a fuzzer, with a token of its own, and holds every answer to what is promised of all.</summary>
internal sealed class FuzzWorker(ControllerFixture controller, CreatedApiToken token, RequestFuzzer fuzzer) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private readonly ApiClient client = new(controller.Address, token.Secret);
    private long seen;

    /// <summary>Answers by status.</summary>
    public SortedDictionary<int, int> Answers { get; } = [];

    /// <summary>Operations that were answered with success.</summary>
    public HashSet<string> Succeeded { get; } = [];

    /// <summary>What was answered against the promises: the request and the answer.</summary>
    public List<string> Broken { get; } = [];

    /// <summary>Sends so many.</summary>
    public async Task RunAsync(int requests)
    {
        for (var at = 0; at < requests && Broken.Count < 20; at++)
        {
            var (request, said) = fuzzer.Next();
            try
            {
                if (await WhyBrokenAsync(request, said) is { } why) Broken.Add($"{said}\n    {why}");
            }
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
            {
                Broken.Add($"{said}\n    no answer: {fault.Message}");
            }
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<string?> WhyBrokenAsync(HttpRequestMessage request, string said)
    {
        using var limit = new CancellationTokenSource(Longest);
        using var response = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        var isEndless = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        var text = isEndless ? "" : await response.Content.ReadAsStringAsync(limit.Token);
        var status = (int)response.StatusCode;
        Answers[status] = Answers.GetValueOrDefault(status) + 1;
        if (status < 300) Succeeded.Add(said.Split(' ')[0]);
        if (status >= 500) return $"{status} {text}";
        // The server itself does not let such a line in, and says so with nothing but the status.
        var line = request.RequestUri!.OriginalString;
        if (text.Length == 0 && ((status == 400 && line.Split('?')[0].Contains("%00", StringComparison.Ordinal))
            || (status == 414 && line.Length > 8000))) return null;
        if (status >= 400 && WhyNoProblem(response, text) is { } why) return $"{status} {why}: {text}";
        var changed = await ChangedAsync();
        var isToChange = status < 400 && request.Method != HttpMethod.Get && !line.Contains("dryRun=true", StringComparison.Ordinal);
        return changed && !isToChange ? $"{status}, and yet something was changed: {text}" : null;
    }

    private static string? WhyNoProblem(HttpResponseMessage response, string text)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json") return "is no problem document";
        using var problem = JsonDocument.Parse(text);
        return problem.RootElement.TryGetProperty("title", out _) && problem.RootElement.TryGetProperty("type", out var type)
            && type.GetString()!.StartsWith("urn:cloudnet:", StringComparison.Ordinal) ? null : "tells no problem";
    }

    // Every change of what a tenant has is in the audit log, with the token that made it, written in its own transaction.
    private async Task<bool> ChangedAsync()
    {
        await using var db = controller.Database.Open();
        var last = await db.Audit.Where(row => row.Id > seen && row.TokenId == token.Token.Id.Value).MaxAsync(row => (long?)row.Id);
        seen = last ?? seen;
        return last is not null;
    }
}
