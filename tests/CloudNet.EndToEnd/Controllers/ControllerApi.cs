using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CloudNet.Contracts.Access;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Wire;
using CloudNet.Contracts.Workloads;

namespace CloudNet.EndToEnd.Controllers;

/// <summary>The REST API as a client sees it.</summary>
public sealed class ControllerApi(HttpClient http)
{
    private static readonly JsonSerializerOptions Json = ContractsJson.Default.Options;

    public HttpClient Http => http;

    public async Task SignInAsync(string user, string password, string? tenant = null)
    {
        var token = await SendAsync<CreatedApiToken>(HttpMethod.Post, "api/v1/sign-in", new SignIn(user, password, tenant));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Secret);
    }

    public Task<TenantRecord> CreateTenantAsync(string name) =>
        SendAsync<TenantRecord>(HttpMethod.Post, "api/v1/tenants", new CreateTenant(name));

    public Task<NetworkRecord> CreateNetworkAsync(CreateNetwork asked) => SendAsync<NetworkRecord>(HttpMethod.Post, "api/v1/networks", asked);

    public Task<NetworkRecord> CreateNetworkAsync(string name, string range, string driver, bool? nat = null, int? subnetLength = null) =>
        SendAsync<NetworkRecord>(HttpMethod.Post, "api/v1/networks", new CreateNetwork(name, range, subnetLength, driver, nat));

    public Task<NetworkRecord> NetworkAsync(string name) => SendAsync<NetworkRecord>(HttpMethod.Get, $"api/v1/networks/{name}");

    public Task<IReadOnlyList<NetworkRecord>> NetworksAsync() => ListAsync<NetworkRecord>("api/v1/networks");

    public Task DeleteNetworkAsync(string name) => SendAsync(HttpMethod.Delete, $"api/v1/networks/{name}");

    public Task ReserveAsync(string network, string host, string subnet) =>
        SendAsync(HttpMethod.Post, $"api/v1/networks/{network}/reservations", new ReserveSubnet(host, subnet));

    public Task<MembershipRecord> JoinAsync(string network, string host) =>
        SendAsync<MembershipRecord>(HttpMethod.Put, $"api/v1/networks/{network}/hosts/{host}");

    public Task LeaveAsync(string network, string host) => SendAsync(HttpMethod.Delete, $"api/v1/networks/{network}/hosts/{host}");

    public Task<IReadOnlyList<HostRecord>> HostsAsync() => ListAsync<HostRecord>("api/v1/hosts");

    public Task<HostRecord> HostAsync(string name) => SendAsync<HostRecord>(HttpMethod.Get, $"api/v1/hosts/{name}");

    public Task RemoveHostAsync(string name) => SendAsync(HttpMethod.Delete, $"api/v1/hosts/{name}");

    public Task<IReadOnlyList<WorkloadRecord>> WorkloadsAsync() => ListAsync<WorkloadRecord>("api/v1/workloads");

    public Task<CreatedEnrolmentKey> CreateKeyAsync(string name, int uses = 1, params string[] networks) =>
        SendAsync<CreatedEnrolmentKey>(HttpMethod.Post, "api/v1/enrolment-keys", new CreateEnrolmentKey(name, uses, Networks: networks));

    public Task<EnrolledHost> EnrolAsync(EnrolHost request) => SendAsync<EnrolledHost>(HttpMethod.Post, "agent/v1/enrol", request);

    /// <summary>All of a list, page by page.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string path)
    {
        List<T> all = [];
        string? from = "";
        do
        {
            var page = await SendAsync<Page<T>>(HttpMethod.Get, $"{path}{from}");
            all.AddRange(page.Items);
            from = page.Next is { } next ? $"?cursor={next}" : null;
        }
        while (from is not null);
        return all;
    }

    public async Task<T> SendAsync<T>(HttpMethod method, string path, object? body = null)
    {
        var text = await SendAsync(method, path, body);
        return JsonSerializer.Deserialize<T>(text, Json) ?? throw new InvalidOperationException($"{method} {path} answered nothing.");
    }

    /// <summary>Sends a request, and throws where it is refused; a text is sent as it stands.</summary>
    public async Task<string> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body, body.GetType(), Json), Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.IsSuccessStatusCode) return text;
        if (answer.Content.Headers.ContentType?.MediaType == "application/problem+json")
            throw new ApiRefusalException($"{method} {path}", JsonSerializer.Deserialize<ProblemRecord>(text, Json)!);
        throw new InvalidOperationException($"{method} {path} answered {(int)answer.StatusCode} without problem details: {text}");
    }
}
