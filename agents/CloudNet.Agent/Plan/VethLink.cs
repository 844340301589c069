using System.Collections.Immutable;

namespace CloudNet.Agent.Plan;

/// <summary>
/// The host's side of a workload's veth. The inside is set once, when the veth is made, and is the workload's own afterwards;
/// only a change of MTU reaches in again, since a veth drops what is longer than its side takes, and a change of the network's ranges,
/// since a network grows while its workloads run.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Mtu">Bytes.</param>
/// <param name="Bridge">The bridge that it is a port of, or null for none.</param>
/// <param name="Peer">The workload's side, or null for one that is half made or not CloudNet's work.</param>
/// <param name="Up">Whether it is set up.</param>
/// <param name="Hairpin">Whether the bridge passes a packet back to it: a workload comes to itself by a service.</param>
internal sealed record VethLink(string Name, int Mtu, string? Bridge, VethPeer? Peer, bool Up = true, bool Hairpin = false) : KernelLink(Name, Mtu, Up)
{
    /// <summary>
    /// Metric of the first default route inside: worse than what people and DHCP clients set, so that a workload's own one is used.
    /// </summary>
    public const int DefaultRouteMetric = 7700;

    /// <summary>
    /// Metric of the first network's routes to networks that it is peered with: worse than that of a network's own ranges. Each further network has one more.
    /// </summary>
    public const int PeeringRouteMetric = 7600;

    /// <inheritdoc/>
    public override bool CanComeFrom(KernelLink actual) => actual is VethLink { Peer: { } peer } && Peer?.HasAddressesOf(peer) == true;

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding()
    {
        if (Peer is not { } peer) return [Ip($"link add {Name} mtu {Mtu} type veth")];
        var inside = peer.InterfaceName;
        var commands = ImmutableArray.CreateBuilder<KernelCommand>();
        // The other side is made inside at once, under its name there. Where there is no such namespace ip ends at that line.
        commands.Add(Ip($"link add {Name} mtu {Mtu} type veth peer name {inside} address {peer.Mac} mtu {Mtu} netns {peer.NetnsPath}")
            with { Alone = true });
        // Containers are often made without IPv6. Nobody on the link may tell the workload that he is its router.
        if (peer.Addresses.Any(address => address.IsIpv6))
            commands.Add(new(KernelTool.Sysctl, $"-w net/ipv6/conf/{inside}/disable_ipv6=0 net/ipv6/conf/{inside}/accept_ra=0", peer.NetnsPath));
        foreach (var address in peer.Addresses) commands.Add(Inside($"address add {address.OnLink} dev {inside}{(address.IsIpv6 ? " nodad" : "")}"));
        commands.Add(Inside("link set dev lo up"));
        commands.Add(Inside($"link set dev {inside} up"));
        foreach (var (range, by, isBeyond) in peer.Routed) commands.Add(Route("add", $"{range}", by, isBeyond ? BehindOthers(peer) : ""));
        // Behind whatever other default route there is; of several networks' the first is used, and the next steps in when it goes.
        foreach (var address in peer.Addresses)
            commands.Add(Route("append", address.IsIpv6 ? "::/0" : "default", address, $" metric {DefaultRouteMetric + peer.Place}"));
        if (peer.IsOnSharedSegment) commands.Add(Announcing(peer));
        commands.Add(Ip($"link set dev {Name} master {Bridge} alias \"{peer}\" up"));
        if (Hairpin) commands.Add(SetHairpin());
        if (peer.IsOnSharedSegment) commands.Add(Inside($"link set dev {inside} address {peer.Mac}"));
        return commands.ToImmutable();
    }

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual)
    {
        var was = (VethLink)actual;
        var host = $"link set dev {Name} mtu {Mtu} master {Bridge} up";
        var commands = ImmutableArray.CreateBuilder<KernelCommand>();
        if (was.Hairpin != Hairpin) commands.Add(SetHairpin());
        if (was.Mtu != Mtu) commands.Add(Inside($"link set dev {Peer?.InterfaceName} mtu {Mtu}"));
        if (was.Peer == Peer || Peer is not { } peer || was.Peer is not { } before)
        {
            commands.Add(Ip(host));
            return commands.ToImmutable();
        }
        foreach (var (range, by, isBeyond) in peer.Routed.Except(before.Routed))
            commands.Add(Route("replace", $"{range}", by, isBeyond ? BehindOthers(before) : ""));
        commands.Add(Ip($"{host} alias \"{peer}\""));
        foreach (var (range, by, isBeyond) in before.Routed.Except(peer.Routed))
            commands.Add(Route("del", $"{range}", by, isBeyond ? BehindOthers(before) : ""));
        return commands.ToImmutable();
    }

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Abandoning() => Removing();

    // A workload that comes from another host tells the segment where it is now: with these set the kernel does so whenever the MAC is set, also
    // to what it was (gratuitous ARP and unsolicited neighbour advertisement; kernel's ip-sysctl.rst).
    private static KernelCommand Announcing(VethPeer peer)
    {
        var settings = from address in peer.Addresses
                       select address.IsIpv6 ? $"net/ipv6/conf/{peer.InterfaceName}/ndisc_notify=1" : $"net/ipv4/conf/{peer.InterfaceName}/arp_notify=1";
        return new(KernelTool.Sysctl, $"-w {string.Join(' ', settings)}", peer.NetnsPath);
    }

    // Each network of a namespace has its place, so that routes of two of them to a third are there beside each other.
    private static string BehindOthers(VethPeer peer) => $" metric {PeeringRouteMetric + peer.Place}";

    private KernelCommand SetHairpin() => Ip($"link set dev {Name} type bridge_slave hairpin {(Hairpin ? "on" : "off")}");

    private KernelCommand Inside(string arguments) => new(KernelTool.Ip, arguments, Peer?.NetnsPath);

    // IPv6 looks for the gateway on the link only when that has a carrier, which it gets last; onlink spares it the look.
    private KernelCommand Route(string verb, string destination, WorkloadAddress by, string metric = "") =>
        Inside($"route {verb} {destination} via {by.Gateway} dev {Peer?.InterfaceName}{(by.IsIpv6 && verb != "del" ? " onlink" : "")}{metric}");
}
