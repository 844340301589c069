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
internal sealed record VethLink(string Name, int Mtu, string? Bridge, VethPeer? Peer, bool Up = true) : KernelLink(Name, Mtu, Up)
{
    /// <summary>
    /// Metric of the default route inside: worse than what people and DHCP clients set, so that a workload's own one is used.
    /// </summary>
    public const int DefaultRouteMetric = 7700;

    /// <inheritdoc/>
    public override bool CanComeFrom(KernelLink actual) => actual is VethLink { Peer: { } peer } && Peer?.HasAddressOf(peer) == true;

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding()
    {
        if (Peer is not { } peer) return [Ip($"link add {Name} mtu {Mtu} type veth")];
        var inside = peer.InterfaceName;
        var commands = ImmutableArray.CreateBuilder<KernelCommand>();
        // The other side is made inside at once, under its name there. Where there is no such namespace ip ends at that line.
        commands.Add(Ip($"link add {Name} mtu {Mtu} type veth peer name {inside} address {peer.Mac} mtu {Mtu} netns {peer.NetnsPath}")
            with { Alone = true });
        commands.Add(Inside($"address add {peer.Address}/{peer.PrefixLength} dev {inside}"));
        commands.Add(Inside("link set dev lo up"));
        commands.Add(Inside($"link set dev {inside} up"));
        foreach (var range in peer.Routed) commands.Add(Inside($"route add {range} via {peer.Gateway} dev {inside}"));
        // Behind whatever other default route there is; of several networks' the first stays in use, and the next steps in when it goes.
        commands.Add(Inside($"route append default via {peer.Gateway} dev {inside} metric {DefaultRouteMetric}"));
        commands.Add(Ip($"link set dev {Name} master {Bridge} alias \"{peer}\" up"));
        return commands.ToImmutable();
    }

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual)
    {
        var was = (VethLink)actual;
        var host = $"link set dev {Name} mtu {Mtu} master {Bridge} up";
        var commands = ImmutableArray.CreateBuilder<KernelCommand>();
        if (was.Mtu != Mtu) commands.Add(Inside($"link set dev {Peer?.InterfaceName} mtu {Mtu}"));
        if (was.Peer == Peer || Peer is not { } peer || was.Peer is not { } before)
        {
            commands.Add(Ip(host));
            return commands.ToImmutable();
        }
        foreach (var range in peer.Routed.Except(before.Routed)) commands.Add(Inside($"route replace {range} via {peer.Gateway} dev {peer.InterfaceName}"));
        commands.Add(Ip($"{host} alias \"{peer}\""));
        foreach (var range in before.Routed.Except(peer.Routed)) commands.Add(Inside($"route del {range} via {peer.Gateway} dev {peer.InterfaceName}"));
        return commands.ToImmutable();
    }

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Abandoning() => Removing();

    private KernelCommand Inside(string arguments) => new(KernelTool.Ip, arguments, Peer?.NetnsPath);
}
