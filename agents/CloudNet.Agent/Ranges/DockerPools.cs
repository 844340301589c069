using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using CloudNet.Agent.Plan;
using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Ranges;

/// <summary>
/// What Docker takes ranges for its networks from: <c>default-address-pools</c> and <c>bip</c> of its daemon.json, or what is built into
/// it. Pure.
/// </summary>
internal static class DockerPools
{
    /// <summary>Whose they are.</summary>
    public const string Docker = "docker";

    // libnetwork/ipamutils of moby: the pools of networks of one host. Those of Swarm are of Swarm's own.
    private static readonly ImmutableArray<string> BuiltIn =
        ["172.17.0.0/16", "172.18.0.0/16", "172.19.0.0/16", "172.20.0.0/14", "172.24.0.0/14", "172.28.0.0/14", "192.168.0.0/16"];

    /// <summary>The pools.</summary>
    /// <param name="config">What daemon.json holds; null where there is none.</param>
    /// <param name="installed">Whether Docker is installed.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static ImmutableArray<HostRange> Of(string? config, bool installed)
    {
        using var json = JsonDocument.Parse(config is null or "" ? "{}" : config, new() { CommentHandling = JsonCommentHandling.Skip });
        var root = json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement : default;
        var set = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("default-address-pools", out var found)
            && found.ValueKind == JsonValueKind.Array && found.GetArrayLength() > 0
            ? found.EnumerateArray().Select(pool => Text(pool, "base"))
            : installed ? BuiltIn : [];
        return [.. set.Append(Text(root, "bip")).Select(Range).OfType<IPNetwork>().Distinct().Select(range => new HostRange(range, Docker))];
    }

    // A base and a bip are addresses with a length: 172.26.0.1/16.
    private static IPNetwork? Range(string? text) =>
        text?.Split('/') is [var address, var length] && IPAddress.TryParse(address, out var parsed) && int.TryParse(length, out var bits)
            && bits >= 1 && bits <= parsed.GetAddressBytes().Length * 8
            ? AddressNumber.Subnet(parsed, bits)
            : null;

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;
}
