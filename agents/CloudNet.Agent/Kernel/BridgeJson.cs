using System.Text.Json;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Kernel;

/// <summary>What iproute2's JSON tells of bridges and their ports, from <c>linkinfo</c> of <c>ip -details link</c>.</summary>
internal static class BridgeJson
{
    /// <summary>Names of CloudNet's bridges of which the packet filter sees what they pass on.</summary>
    public static IEnumerable<string> Filtered(JsonElement all) =>
        from link in all.EnumerateArray()
        let name = link.TryGetProperty("ifname", out var text) ? text.GetString() : null
        where name is not null && name.StartsWith(LinkNames.Prefix, StringComparison.Ordinal)
            && link.TryGetProperty("linkinfo", out var info) && IsFiltered(info) != false
        select name;

    /// <summary>Whether the packet filter sees what a bridge passes on; null: of one family alone.</summary>
    public static bool? IsFiltered(JsonElement info) =>
        !info.TryGetProperty("info_data", out var data) || !data.TryGetProperty("nf_call_iptables", out var four)
        || !data.TryGetProperty("nf_call_ip6tables", out var six) ? false
        : four.GetInt32() > 0 == six.GetInt32() > 0 ? four.GetInt32() > 0
        : null;

    /// <summary>Whether a bridge passes packets back to this port of it.</summary>
    public static bool IsHairpin(JsonElement info) =>
        info.TryGetProperty("info_slave_data", out var data) && data.TryGetProperty("hairpin", out var hairpin) && hairpin.GetBoolean();
}
