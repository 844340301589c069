using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace CloudNet.Agent.Plan;

/// <summary>
/// A port of an Open vSwitch bridge that leads to one peer: Ethernet in GRE with a key (RFC 2784, RFC 2890), from one address to one. It is
/// protected: what comes in by one such port leaves by none (ovs-vswitchd.conf.db(5), Port), so that a full mesh of hosts has no loop.
/// </summary>
/// <param name="Link">The bridge.</param>
/// <param name="Name">Its name, which no two ports of a host have.</param>
/// <param name="Type">What Open vSwitch calls the tunnel.</param>
/// <param name="Options">The tunnel's options, as they are set, in order.</param>
/// <param name="IsProtected">Whether it is protected.</param>
/// <param name="Fault">Why Open vSwitch does not have it work; empty where it does.</param>
internal sealed record SwitchPort(string Link, string Name, string Type, string Options, bool IsProtected = true, string Fault = "") : KernelItem
{
    private const string Gre = "gre";

    // The kernel's for IPv6; in user space one type has both families.
    private const string KernelGre6 = "ip6gre";

    /// <inheritdoc/>
    public override ItemKey Key => new(Name);

    /// <summary>The port that leads to a peer.</summary>
    /// <param name="bridge">The bridge.</param>
    /// <param name="key">The tunnel's key: packets with another are another network's.</param>
    /// <param name="local">This host's address.</param>
    /// <param name="remote">The peer's.</param>
    public static SwitchPort To(SwitchLink bridge, int key, IPAddress local, IPAddress remote) => new(
        bridge.Name, $"{bridge.Name}-{remote}", remote.AddressFamily == AddressFamily.InterNetworkV6 && !bridge.IsUserSpace ? KernelGre6 : Gre,
        OptionsOf([new("key", $"{key}"), new("local_ip", $"{local}"), new("remote_ip", $"{remote}")]));

    /// <summary>Options as they are set.</summary>
    public static string OptionsOf(IEnumerable<KeyValuePair<string, string>> options) =>
        string.Join(' ', options.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"options:{one.Key}={one.Value}"));

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding() => [Switch($"--may-exist {Made}")];

    // In one transaction: nobody sees it gone.
    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual) => [Switch($"--if-exists del-port {Name} -- {Made}")];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Removing() => [Switch($"--if-exists del-port {Link} {Name}")];

    private string Made =>
        $"add-port {Link} {Name} protected={(IsProtected ? "true" : "false")} -- set interface {Name} type={Type} {Options}";

    private static KernelCommand Switch(string arguments) => new(KernelTool.OvsVsctl, arguments);
}
