using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using CloudNet.Agent.Plan;
using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Ranges;

/// <summary>
/// Takes out of iproute2's JSON (<c>ip -json -details -N route show table main</c>) what is not CloudNet's: another protocol than 77,
/// and no link <c>cn-*</c>. Default routes are no overlap, nor is what each IPv6 link has by itself. Pure.
/// </summary>
internal static class RouteText
{
    // A default route in parts, as tunnels make it (0.0.0.0/1 and 128.0.0.0/1; 2000::/3).
    private const int LongestDefault = 3;

    private static readonly IPNetwork LinkLocal = IPNetwork.Parse("fe80::/10");
    private static readonly IPNetwork Multicast = IPNetwork.Parse("ff00::/8");

    /// <summary>The routes of a family.</summary>
    public static ImmutableArray<HostRange> Read(JsonElement all, AddressFamily family) =>
        [.. all.EnumerateArray().Select(route => Of(route, family)).OfType<HostRange>()];

    private static HostRange? Of(JsonElement route, AddressFamily family)
    {
        if (Text(route, "protocol") == KernelRoute.Protocol.ToString(CultureInfo.InvariantCulture) || Text(route, "dst") is not { } text) return null;
        if (text == "default" || Destination(text, family) is not { } range || range.PrefixLength <= LongestDefault) return null;
        if (LinkLocal.Contains(range.BaseAddress) || Multicast.Contains(range.BaseAddress)) return null;
        return Link(route) is { } link && !link.StartsWith(LinkNames.Prefix, StringComparison.Ordinal) ? new(range, link) : null;
    }

    // Types by number (RTN_ of linux/rtnetlink.h); a multipath route's first link stands for all.
    private static string? Link(JsonElement route) => (Text(route, "type") ?? "1") switch
    {
        "1" or "unicast" => Text(route, "dev")
            ?? (route.TryGetProperty("nexthops", out var hops) ? hops.EnumerateArray().Select(hop => Text(hop, "dev")).FirstOrDefault() : null),
        "6" or "blackhole" => "blackhole",
        "7" or "unreachable" => "unreachable",
        "8" or "prohibit" => "prohibit",
        _ => null,
    };

    private static IPNetwork? Destination(string text, AddressFamily family)
    {
        if (!text.Contains('/', StringComparison.Ordinal)) text += family == AddressFamily.InterNetwork ? "/32" : "/128";
        return IPNetwork.TryParse(text, out var range) ? range : null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
