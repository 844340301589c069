using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using CloudNet.Contracts.Access;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Wire;

namespace CloudNet.Benchmarks.Controller;

/// <summary>The REST calls that the benchmarks make.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient client;

    private ApiClient(HttpClient client) => this.client = client;

    public static async Task<ApiClient> SignInAsync(Uri address, string user, string password)
    {
        var api = new ApiClient(new() { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) });
        var token = await api.PostAsync("/api/v1/sign-in", new SignIn(user, password), ContractsJson.Default.SignIn, ContractsJson.Default.CreatedApiToken);
        api.client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Secret);
        return api;
    }

    public Task<NetworkRecord> CreateNetworkAsync(CreateNetwork request) =>
        PostAsync("/api/v1/networks", request, ContractsJson.Default.CreateNetwork, ContractsJson.Default.NetworkRecord);

    public Task<CreatedEnrolmentKey> CreateKeyAsync(CreateEnrolmentKey request) =>
        PostAsync("/api/v1/enrolment-keys", request, ContractsJson.Default.CreateEnrolmentKey, ContractsJson.Default.CreatedEnrolmentKey);

    public Task<EnrolledHost> EnrolAsync(EnrolHost request) =>
        PostAsync("/agent/v1/enrol", request, ContractsJson.Default.EnrolHost, ContractsJson.Default.EnrolledHost);

    public async Task JoinAsync(string network, string host) => await OkAsync(await client.PutAsync($"/api/v1/networks/{network}/hosts/{host}", null));

    public async Task LeaveAsync(string network, string host) => await OkAsync(await client.DeleteAsync($"/api/v1/networks/{network}/hosts/{host}"));

    public void Dispose() => client.Dispose();

    private async Task<TAnswer> PostAsync<TRequest, TAnswer>(
        string path, TRequest request, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TAnswer> answerType)
    {
        var response = await OkAsync(await client.PostAsync(path, JsonContent.Create(request, requestType)));
        return (await response.Content.ReadFromJsonAsync(answerType))!;
    }

    private static async Task<HttpResponseMessage> OkAsync(HttpResponseMessage response) => response.IsSuccessStatusCode
        ? response : throw new InvalidOperationException($"{response.RequestMessage?.RequestUri}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
}
