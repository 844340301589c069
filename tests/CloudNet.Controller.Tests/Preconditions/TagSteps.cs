using System.Net.Http.Json;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Preconditions;

/// <summary>Asking with and for ETags.</summary>
public static class TagSteps
{
    extension(ApiClient client)
    {
        /// <summary>The ETag of what is there.</summary>
        public async Task<string> TagAsync(string path)
        {
            using var response = await client.Http.GetAsync(path);
            Assert.True(response.IsSuccessStatusCode, path);
            return response.Headers.ETag!.ToString();
        }

        /// <summary>Sends with a header; the status and the answer.</summary>
        public async Task<(int Status, string Text)> IfAsync(string header, string tag, string method, string path, object? body = null)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path)
            {
                Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: ApiClient.Json),
            };
            request.Headers.TryAddWithoutValidation(header, tag);
            using var response = await client.Http.SendAsync(request);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }
    }
}
