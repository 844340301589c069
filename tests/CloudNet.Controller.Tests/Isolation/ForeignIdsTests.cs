using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CloudNet.Contracts.Access;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Webhooks;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Isolation;

/// <summary>
/// The whole API, as its own document lists it, called by the owner of one tenant with the ids and names of another. An operation
/// that these tests do not know how to call fails them: whoever adds one says here what its parameters are.
/// </summary>
public sealed partial class ForeignIdsTests(TwoTenants tenants) : IClassFixture<TwoTenants>
{
    // By the operation's id: a body that would be taken, were the rest of the request one's own.
    private static readonly Dictionary<string, object> Bodies = new()
    {
        ["AddRange"] = new AddRange("10.201.0.0/16"),
        ["ChangeNetwork"] = new ChangeNetwork(Nat: false),
        ["ChangeHost"] = new ChangeHost(new Dictionary<string, string?> { ["taken"] = "by another" }),
        ["ReserveSubnet"] = new ReserveSubnet("anybody", "10.100.77.0/24"),
        ["PinAddress"] = new PinAddress("anybody", "10.100.1.8"),
        ["CreatePortMapping"] = new CreatePortMapping("anybody", "anybody", "8080"),
        ["CreateService"] = new CreateService("taken", [new(80)], new Dictionary<string, string> { ["app"] = "anybody" }),
        ["SetService"] = new SetService([new(8080)], LocalOnly: true),
        ["CreatePolicy"] = new CreatePolicy("taken", "ingress", "deny"),
        ["SetPolicy"] = new SetPolicy(Priority: 7),
        ["SetPolicyDefaults"] = new SetPolicyDefaults("deny"),
        ["SetMember"] = new SetMember("viewer"),
        ["SetQuotas"] = new SetQuotas(1, 1),
        ["SetWebhook"] = new SetWebhook(Description: "taken"),
        ["RotateWebhookSecret"] = new RotateWebhookSecret(),
    };

    // Of administrators of the controller alone: refused before anything is looked for.
    private const string Administrators = "SetQuotas";

    // An address is nobody's name: two tenants may both have had it, and each sees its own part.
    private const string Address = "{address}";

    private TenantOnTrial Intruder => tenants.Intruder;

    [Fact]
    public async Task Every_id_and_name_of_another_tenant_is_not_found_wherever_it_stands()
    {
        var before = await tenants.VictimsRowsAsync();
        var asked = 0;
        foreach (var operation in (await OperationsAsync()).Where(operation => operation.Path.Replace(Address, "").Contains('{')))
            foreach (var path in Foreign(operation))
            {
                await ApiClient.RefusedAsync(SendAsync(operation, path), operation.Id == Administrators ? 403 : 404);
                asked++;
            }
        Assert.True(asked >= 30, $"only {asked} requests were made");
        Assert.Equal(before, await tenants.VictimsRowsAsync());
    }

    [Fact]
    public async Task The_same_requests_with_ones_own_ids_are_answered()
    {
        // Else 404 would say nothing of whose the id is.
        foreach (var operation in (await OperationsAsync()).Where(operation => operation is { Method: "GET" }))
        {
            using var response = await SendAsync(operation, Filled(operation.Path, name => Intruder.Values[name][0]));
            Assert.True((int)response.StatusCode == 200, $"{operation}: {(int)response.StatusCode}");
        }
    }

    [Fact]
    public async Task No_list_shows_what_another_tenant_has()
    {
        var lists = (await OperationsAsync())
            .Select(operation => operation with { Path = operation.Path.Replace(Address, Intruder.Values["address"][0]) })
            .Where(operation => operation.Method == "GET" && !operation.Path.Contains('{', StringComparison.Ordinal)).ToArray();
        Assert.True(lists.Length >= 6, $"only {lists.Length} lists");
        foreach (var operation in lists)
        {
            using var response = await SendAsync(operation, operation.Path);
            if (ApiClient.IsStream(response)) continue; // has an isolation test of its own: EventStreamTests
            var text = await response.Content.ReadAsStringAsync();
            Assert.True((int)response.StatusCode == 200 && text.Contains("intruder", StringComparison.Ordinal), $"{operation}: {text}");
            Assert.DoesNotContain("victim", text, StringComparison.Ordinal);
            var known = tenants.Victim.Values.Where(of => of.Key != "address").SelectMany(of => of.Value);
            Assert.All(known, value => Assert.DoesNotContain(value, text, StringComparison.Ordinal));
        }
    }

    /// <summary>The path with every mixture of values in which at least one is the other tenant's.</summary>
    private IEnumerable<string> Foreign(ApiOperation operation)
    {
        string[] paths = [operation.Path];
        foreach (Match parameter in Parameter().Matches(operation.Path))
        {
            var name = parameter.Groups[1].Value;
            Assert.True(Intruder.Values.ContainsKey(name), $"{operation} has a parameter '{name}' that these tests have no value for");
            string[] values = [Intruder.Values[name][0], .. tenants.Victim.Values[name]];
            paths = [.. paths.SelectMany(path => values.Select(value => path.Replace(parameter.Value, value, StringComparison.Ordinal)))];
        }
        return paths.Where(path => path != Filled(operation.Path, name => Intruder.Values[name][0]));
    }

    private static string Filled(string path, Func<string, string> value) => Parameter().Replace(path, parameter => value(parameter.Groups[1].Value));

    private Task<HttpResponseMessage> SendAsync(ApiOperation operation, string path)
    {
        var request = new HttpRequestMessage(new(operation.Method), path);
        if (operation.Body is not null)
        {
            Assert.True(Bodies.TryGetValue(operation.Id, out var body), $"{operation} takes a body that these tests do not know");
            request.Content = new StringContent(JsonSerializer.Serialize(body, body.GetType(), ApiClient.Json), Encoding.UTF8, "application/json");
        }
        return Intruder.Owner.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private async Task<IReadOnlyList<ApiOperation>> OperationsAsync() =>
        [.. (await ApiDescription.ReadAsync(Intruder.Owner.Http)).Operations.Where(operation => operation.Path.StartsWith("/api/", StringComparison.Ordinal))];

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();
}
