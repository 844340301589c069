using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNet.Controller.Tests.Api;

public sealed class ApiDocumentTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Fact]
    public async Task It_has_every_endpoint_that_is_served()
    {
        var document = await DocumentAsync();
        var told = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}")).ToHashSet();
        var served = controller.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal)
                || endpoint.RoutePattern.RawText.StartsWith("/agent/", StringComparison.Ordinal) || endpoint.RoutePattern.RawText == "/install.sh")
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText}") ?? [])
            .ToHashSet();

        Assert.Equal(served.Order(), served.Intersect(told).Order());
        Assert.True(served.Count > 20, $"only {served.Count} endpoints are served");
    }

    [Fact]
    public async Task Every_operation_has_a_name_a_summary_and_its_refusals()
    {
        var operations = (await DocumentAsync()).GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Select(method => (Name: $"{method.Name} {path.Name}", Operation: method.Value)))
            .Where(found => !found.Name.Contains("/test/", StringComparison.Ordinal)).ToArray();

        var names = operations.Select(found => found.Operation.GetProperty("operationId").GetString()).ToArray();
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(operations, found =>
        {
            Assert.NotEmpty(found.Operation.GetProperty("summary").GetString()!);
            var refusals = found.Operation.GetProperty("responses").EnumerateObject().Where(response => response.Name[0] == '4').ToArray();
            Assert.True(refusals.Length > 0, found.Name);
            Assert.All(refusals, refusal => Assert.True(refusal.Value.GetProperty("content").TryGetProperty("application/problem+json", out _), found.Name));
            Assert.Contains(found.Operation.GetProperty("responses").EnumerateObject(), response => response.Name[0] == '2');
        });
    }

    [Fact]
    public async Task All_but_the_open_ones_ask_for_the_token()
    {
        var document = await DocumentAsync();
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("scheme").GetString());
        var open = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Where(method => !method.Value.TryGetProperty("security", out _)).Select(_ => path.Name))
            .Where(path => !path.StartsWith("/test/", StringComparison.Ordinal)).ToHashSet();

        Assert.Equal(new HashSet<string>
        {
            "/api/v1/sign-in", "/api/v1/invitations/accept", "/agent/v1/enrol", "/install.sh", "/agent/v1/download/linux-x64",
        }, open);
    }

    [Fact]
    public async Task Every_parameter_says_what_it_takes()
    {
        var parameters = (await DocumentAsync()).GetProperty("paths").EnumerateObject()
            .Where(path => !path.Name.StartsWith("/test/", StringComparison.Ordinal)).SelectMany(path => path.Value.EnumerateObject())
            .Where(method => method.Value.TryGetProperty("parameters", out _)).SelectMany(method => method.Value.GetProperty("parameters").EnumerateArray()).ToArray();
        Assert.NotEmpty(parameters);
        Assert.All(parameters, parameter => Assert.True(parameter.TryGetProperty("description", out _), parameter.ToString()));
    }

    [Theory]
    [InlineData("RangeRecord", "range", "cidr")]
    [InlineData("NetworkRecord", "id", "uuid")]
    [InlineData("HostRecord", "underlayAddress", "ip")]
    [InlineData("LeaseRecord", "subnet", "cidr")]
    [InlineData("LeaseRecord", "hostId", "uuid")]
    [InlineData("RangeRecord", "subnetMin", "ip")]
    public async Task Addresses_ranges_and_ids_are_text_with_an_example(string schema, string property, string format)
    {
        var schemas = (await DocumentAsync()).GetProperty("components").GetProperty("schemas");
        var found = schemas.GetProperty(schema).GetProperty("properties").GetProperty(property);
        var text = Resolve(schemas, found);

        Assert.Contains("string", text.GetProperty("type").ToString());
        Assert.Equal(format, text.GetProperty("format").GetString());
        Assert.NotEmpty(text.GetProperty("examples").EnumerateArray());
    }

    [Fact]
    public async Task Numbers_are_numbers_and_drivers_are_their_names()
    {
        var schemas = (await DocumentAsync()).GetProperty("components").GetProperty("schemas");
        var network = schemas.GetProperty("NetworkRecord").GetProperty("properties");

        Assert.Equal("integer", network.GetProperty("vni").GetProperty("type").GetString());
        Assert.Equal(["routed", "vxlan", "udp", "wireguard", "bridge", "gre"],
            Resolve(schemas, network.GetProperty("driver")).GetProperty("enum").EnumerateArray().Select(value => value.GetString()));
    }

    [Fact]
    public async Task The_page_is_served_whole_and_lets_the_browser_load_nothing_from_elsewhere()
    {
        using var client = new HttpClient { BaseAddress = controller.Address };
        using var response = await client.GetAsync("/docs/");
        var page = await response.Content.ReadAsStringAsync();
        var scripts = System.Text.RegularExpressions.Regex.Matches(page, "(?:src|href)=\"([^\"]+)\"").Select(found => found.Groups[1].Value).ToArray();

        Assert.Contains("default-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.NotEmpty(scripts);
        foreach (var script in scripts)
        {
            var address = new Uri(response.RequestMessage!.RequestUri!, script);
            Assert.Equal(controller.Address.Authority, address.Authority);
            Assert.NotEmpty(await client.GetByteArrayAsync(address));
        }
    }

    private async Task<JsonElement> DocumentAsync()
    {
        using var client = new HttpClient { BaseAddress = controller.Address };
        return JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json")).RootElement;
    }

    // A nullable property may be one of several, and each may be a reference.
    private static JsonElement Resolve(JsonElement schemas, JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference)) return Resolve(schemas, schemas.GetProperty(reference.GetString()!.Split('/')[^1]));
        if (schema.TryGetProperty("oneOf", out var choices))
            return choices.EnumerateArray().Select(choice => Resolve(schemas, choice)).First(choice => choice.GetProperty("type").ToString() != "null");
        return schema;
    }
}
