using System.Net;
using System.Net.Http.Json;
using CloudNet.Contracts.Refusals;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Repeats;

/// <summary>Asking under an Idempotency-Key.</summary>
public static class RepeatSteps
{
    extension(ApiClient client)
    {
        /// <summary>The answer as text, with its status and place.</summary>
        public async Task<(HttpStatusCode Status, string? Location, string Text)> OnceAsync(string key, string path, object body)
        {
            using var request = Request(key, path, body);
            using var response = await client.Http.SendAsync(request);
            return (response.StatusCode, response.Headers.Location?.ToString(), await response.Content.ReadAsStringAsync());
        }

        public async Task<ProblemRecord> OnceRefusedAsync(string key, string path, object body, int status)
        {
            using var request = Request(key, path, body);
            return await ApiClient.RefusedAsync(client.Http.SendAsync(request), status);
        }
    }

    private static HttpRequestMessage Request(string key, string path, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, body.GetType(), options: ApiClient.Json) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return request;
    }
}
