using System.Text;
using CloudNet.Agent.Plan.Tables;

namespace CloudNet.Agent.Plan.Policies;

/// <summary>
/// The table of what workloads may send from: a frame that comes in by the port of one, in a network that has policies, has an address of its own as its
/// source, in ARP too, or is dropped. Else a workload would be whom it says that it is. Asking who has an address before having one, and finding neighbours,
/// go on (RFC 5227, RFC 4862). Tagged frames (IEEE 802.1Q) are of no network: what is in them would not be looked at.
/// </summary>
internal static class PortFrame
{
    private static readonly TableScript Table = new(PolicyNames.Ports);

    /// <summary>The whole; empty where no network has policies.</summary>
    public static string Of(bool isNeeded)
    {
        if (!isNeeded) return "";
        var (script, name) = (new StringBuilder(Table.Begin), PolicyNames.Ports.Name);
        script.Append($"add set {name} {PolicyNames.Guarded} {{ type ifname; }}\n");
        script.Append($"add set {name} {PolicyNames.Own("ip")} {{ type ifname . ipv4_addr; }}\n");
        script.Append($"add set {name} {PolicyNames.Own("ip6")} {{ type ifname . ipv6_addr; }}\n");
        script.Append($"add chain {name} prerouting {{ type filter hook prerouting priority -300; }}\n");
        Table.Chain(script, ("prerouting",
        [
            $"iifname != @{PolicyNames.Guarded} accept",
            "ether type { 8021q, 8021ad } counter drop comment \"tagged\"",
            $"ether type ip iifname . ip saddr @{PolicyNames.Own("ip")} accept",
            $"ether type ip6 iifname . ip6 saddr @{PolicyNames.Own("ip6")} accept",
            $"ether type arp iifname . arp saddr ip @{PolicyNames.Own("ip")} accept",
            "ether type arp arp saddr ip 0.0.0.0 accept",
            "ether type ip6 ip6 saddr fe80::/10 accept",
            "ether type ip6 ip6 saddr :: icmpv6 type { mld-listener-report, nd-router-solicit, nd-neighbor-solicit, mld2-listener-report } accept",
            "counter drop comment \"no address of the workload at this port\"",
        ]));
        return script.ToString();
    }
}
