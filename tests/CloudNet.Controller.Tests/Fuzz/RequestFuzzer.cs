using System.Text;
using System.Text.Json;
using CloudNet.Controller.Tests.Api;

namespace CloudNet.Controller.Tests.Fuzz;

/// <summary>Makes requests from the API's own document. The same seed makes the same requests.</summary>
/// <param name="api">The document.</param>
/// <param name="known">By a parameter's name: what is there, or may be.</param>
/// <param name="sound">By an operation's id: a body that is taken.</param>
/// <param name="requests">How many it is asked for.</param>
/// <param name="seed">The seed.</param>
internal sealed class RequestFuzzer(
    ApiDescription api, IReadOnlyDictionary<string, string[]> known, IReadOnlyDictionary<string, object> sound, int requests, int seed)
{
    // How many values in a hundred are of no sound kind. Most of the time few, else nothing would get far.
    private static readonly int[] Brokenness = [0, 0, 0, 2, 10, 50];
    private static readonly string[] MediaTypes =
        ["text/plain", "application/xml", "multipart/form-data", "application/json; charset=utf-16", "application/problem+json"];

    private static readonly string[] Rare = ["SignIn", "ExportAudit", "RemoveNetwork", "RemoveHost", "RemoveMember", "RemoveWebhook"];

    private readonly Random random = new(seed);
    private int made;

    /// <summary>The next request, with a line that says what it is.</summary>
    public (HttpRequestMessage Request, string Said) Next()
    {
        made++;
        var operation = Operation();
        var broken = Brokenness[random.Next(Brokenness.Length)];
        var json = new JsonFuzzer(api, random);
        var path = operation.Path;
        var (query, headers) = (new List<string>(), new List<(string Name, string Value)>());
        foreach (var parameter in operation.Parameters)
        {
            var name = parameter.GetProperty("name").GetString()!;
            var value = Whole(json.Text(name, broken, known.GetValueOrDefault(name)));
            var place = parameter.GetProperty("in").GetString();
            if (place == "path") path = path.Replace($"{{{name}}}", Uri.EscapeDataString(Segment(value)), StringComparison.Ordinal);
            else if (random.Next(4) == 0 && place == "query") query.Add($"{name}={Uri.EscapeDataString(value)}");
            else if (random.Next(4) == 0 && place == "header") headers.Add((name, value));
        }
        if (query.Count > 0) path += $"?{string.Join('&', query)}";
        var method = random.Next(100) < broken / 5 ? "PATCH" : operation.Method;
        var request = new HttpRequestMessage(new(method), path);
        // What the client itself does not let into a header is not sent.
        foreach (var (name, value) in headers.Where(header => header.Value.All(letter => letter is >= ' ' and <= '~')))
            request.Headers.TryAddWithoutValidation(name, value);
        var body = operation.Body is not { } schema ? (random.Next(100) < broken ? "{}" : null)
            : sound.TryGetValue(operation.Id, out var taken) && random.Next(2) == 0 ? json.Nearly(taken, broken)
            : json.Body(schema, broken);
        if (body is not null) request.Content = Content(body, broken);
        return (request, $"{operation.Id} {method} {path} {string.Concat(headers)}{(body is { Length: > 2000 } ? body[..2000] + "…" : body)}");
    }

    // A password is checked, and a whole log written, a thousand times slower than all else is answered; and what is removed is there no
    // more for the rest to act on, so that what holds others is removed in the second half only.
    private ApiOperation Operation()
    {
        while (true)
        {
            var operation = api.Operations[random.Next(api.Operations.Count)];
            // A host takes its port mappings along.
            if (operation.Id == "LeaveNetwork" && made < requests / 3) continue;
            if (!Rare.Contains(operation.Id)) return operation;
            var removes = operation.Id.StartsWith("Remove", StringComparison.Ordinal);
            if (removes ? made > requests / 2 && random.Next(6) == 0 : random.Next(12) == 0) return operation;
        }
    }

    private ByteArrayContent Content(string body, int broken)
    {
        var octets = Encoding.UTF8.GetBytes(body);
        if (random.Next(100) < broken / 5 && octets.Length > 0) octets[random.Next(octets.Length)] = 0xff;
        var content = new ByteArrayContent(octets);
        var type = random.Next(100) < broken / 3 ? MediaTypes[random.Next(MediaTypes.Length)] : "application/json";
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    // The client takes dots alone out of a path, and would ask for another operation than was meant: a host left "..", and was removed.
    private static string Segment(string value) => value is "." or ".." ? "..." : value;

    // Half of a surrogate pair is no text that goes into an address.
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
