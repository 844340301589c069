using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using CloudNet.Agent.Enrol;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Operators;

/// <summary>Calls the API of a controller.</summary>
/// <param name="controller">Where it is.</param>
/// <param name="token">The API token, or null for none.</param>
/// <param name="name">What the reader of a refusal knows a field of the request by; null: its name there.</param>
/// <param name="user">Who signed in; null where that is not known.</param>
internal sealed class ApiCaller(ControllerAddress controller, string? token, Func<string, string>? name = null, string? user = null) : IDisposable
{
    // A redirect is not followed: the token would go to an address that nobody gave.
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10) })
    {
        Timeout = TimeSpan.FromSeconds(100),
    };

    /// <summary>Asks, and has the answer whole.</summary>
    public Task<ApiAnswer> SendAsync(HttpMethod method, string path, byte[]? body, CancellationToken stop) =>
        AnswerAsync(method, path, body, async answer => new(await answer.Content.ReadAsByteArrayAsync(stop), null), stop);

    /// <summary>Asks, and passes the answer on as it comes.</summary>
    public Task<ApiAnswer> CopyAsync(string path, Stream to, CancellationToken stop) => AnswerAsync(HttpMethod.Get, path, null, async answer =>
    {
        await answer.Content.CopyToAsync(to, stop);
        return new([], null);
    }, stop);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<ApiAnswer> AnswerAsync(
        HttpMethod method, string path, byte[]? body, Func<HttpResponseMessage, Task<ApiAnswer>> read, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, new Uri(controller.Root, $"api/v1/{path}"));
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            return answer.IsSuccessStatusCode ? await read(answer) : Refused(answer, await answer.Content.ReadAsByteArrayAsync(stop));
        }
        catch (HttpRequestException fault)
        {
            return new([], $"The controller at {controller} cannot be asked: {fault.Message} Check the address, and that it runs and can be reached from here.");
        }
        catch (TaskCanceledException) when (!stop.IsCancellationRequested)
        {
            return new([], $"The controller at {controller} did not answer within {client.Timeout.TotalSeconds:0} seconds. Whether it did what was asked is not known: look before you try again.");
        }
    }

    private ApiAnswer Refused(HttpResponseMessage answer, byte[] body)
    {
        var problem = ProblemIn(body);
        // A code that is asked for says that the token is taken.
        if (answer.StatusCode == HttpStatusCode.Unauthorized && token is not null && problem?.Type != ProblemTypes.CodeNeeded)
            return new([], $"The token is not taken by {controller}: it has expired or was revoked. Sign in again with '{SessionFile.Login($"{controller}", user)}', or set ${SessionFile.TokenVariable} anew if it is from there.");
        if (answer.Headers.Location is { } elsewhere) return new([], $"{controller} sends on to {elsewhere}. Sign in there if it is the controller's address.");
        return problem is not null
            ? new([], CommandWords.Of(ProblemText.Of(problem, name)), problem.Type)
            : new([], $"{controller} answered {(int)answer.StatusCode} and nothing that a CloudNet controller says. Check the address.");
    }

    private static ProblemRecord? ProblemIn(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ContractsJson.Default.ProblemRecord);
        }
        catch (JsonException)
        {
            return null; // What answered does not speak as a controller does.
        }
    }
}
