using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Wire;

namespace CloudNet.Controller.Tests.Api;

/// <summary>A client of the API that knows the contracts, and checks of every answer what holds for all.</summary>
public sealed class ApiClient : IDisposable
{
    public static readonly JsonSerializerOptions Json = ContractsJson.Default.Options;

    public ApiClient(Uri address, string? token)
    {
        Http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address };
        if (token is not null) Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public HttpClient Http { get; }

    public Task<T> GetAsync<T>(string path) => ReadAsync<T>(Http.GetAsync(path), 200);

    /// <summary>All of a list, page by page; the path may have a query.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string path)
    {
        List<T> all = [];
        (string? next, var and) = ("", path.Contains('?', StringComparison.Ordinal) ? '&' : '?');
        do
        {
            var page = await GetAsync<Page<T>>(next.Length == 0 ? path : $"{path}{and}cursor={next}");
            all.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);
        return all;
    }

    public Task<T> PostAsync<T>(string path, object body, int status = 200) => ReadAsync<T>(Http.PostAsync(path, Content(body)), status);

    public Task<T> PostAsync<T>(string path) => ReadAsync<T>(Http.PostAsync(path, null), 200);

    public Task<T> PutAsync<T>(string path) => ReadAsync<T>(Http.PutAsync(path, null), 200);

    public Task<T> PutAsync<T>(string path, object body) => ReadAsync<T>(Http.PutAsync(path, Content(body)), 200);

    public Task<T> PatchAsync<T>(string path, object body) => ReadAsync<T>(Http.PatchAsync(path, Content(body)), 200);

    public async Task DeleteAsync(string path)
    {
        using var response = await Http.DeleteAsync(path);
        Assert.Equal((204, ""), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    public Task<ProblemRecord> GetRefusedAsync(string path, int status) => RefusedAsync(Http.GetAsync(path), status);

    public Task<ProblemRecord> PostRefusedAsync(string path, int status) => RefusedAsync(Http.PostAsync(path, null), status);

    public Task<ProblemRecord> PostRefusedAsync(string path, object body, int status) => RefusedAsync(Http.PostAsync(path, Content(body)), status);

    public Task<ProblemRecord> PostTextRefusedAsync(string path, string text, int status, string mediaType = "application/json") =>
        RefusedAsync(Http.PostAsync(path, new StringContent(text, Encoding.UTF8, mediaType)), status);

    public Task<ProblemRecord> PutRefusedAsync(string path, int status) => RefusedAsync(Http.PutAsync(path, null), status);

    public Task<ProblemRecord> PutRefusedAsync(string path, object body, int status) => RefusedAsync(Http.PutAsync(path, Content(body)), status);

    public Task<ProblemRecord> PatchRefusedAsync(string path, object body, int status) => RefusedAsync(Http.PatchAsync(path, Content(body)), status);

    public Task<ProblemRecord> DeleteRefusedAsync(string path, int status) => RefusedAsync(Http.DeleteAsync(path), status);

    /// <summary>Sends, and returns the status, whatever it is.</summary>
    public async Task<HttpStatusCode> PostStatusAsync(string path, object body)
    {
        using var response = await Http.PostAsync(path, Content(body));
        return response.StatusCode;
    }

    /// <summary>Sends what is made by hand.</summary>
    public Task<T> SendAsync<T>(HttpRequestMessage request, int status) => ReadAsync<T>(Http.SendAsync(request), status);

    /// <summary>Sends by any method, and returns the status and the answer, whatever they are; nothing of a stream, which has no end.</summary>
    public async Task<(int Status, string Text)> SendAsync(string method, string path, object? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : Content(body) };
        using var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return ((int)response.StatusCode, IsStream(response) ? "" : await response.Content.ReadAsStringAsync());
    }

    /// <summary>Whether the answer goes on until somebody ends it.</summary>
    public static bool IsStream(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType == "text/event-stream";

    /// <summary>Reads a refusal: problem+json, whose status is that of the answer.</summary>
    public static async Task<ProblemRecord> RefusedAsync(Task<HttpResponseMessage> sent, int status)
    {
        using var response = await sent;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode} instead of {status}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<ProblemRecord>(text, Json)!;
        Assert.Equal(status, problem.Status);
        Assert.StartsWith("urn:cloudnet:", problem.Type);
        Assert.NotEmpty(problem.Title);
        Assert.NotEmpty(problem.Detail!);
        return problem;
    }

    public void Dispose() => Http.Dispose();

    private static async Task<T> ReadAsync<T>(Task<HttpResponseMessage> sent, int status)
    {
        using var response = await sent;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode} instead of {status}: {text}");
        return JsonSerializer.Deserialize<T>(text, Json)!;
    }

    private static StringContent Content(object body) => new(JsonSerializer.Serialize(body, body.GetType(), Json), Encoding.UTF8, "application/json");
}
