using System.Collections.Immutable;
using System.Net;

namespace CloudNet.Agent.Plan;

/// <summary>
/// A peer of a network of the driver udp, kept by the process that carries its packets: what is sent to its subnets goes there, and what comes from
/// there has a source in them. A subnet is one peer's alone: who is set last has it.
/// </summary>
/// <param name="Link">The network's TUN.</param>
/// <param name="Endpoint">Where it is.</param>
/// <param name="Subnets">What it has, in order.</param>
internal sealed record UdpPeer(string Link, IPEndPoint Endpoint, ImmutableArray<IPNetwork> Subnets) : KernelItem
{
    /// <inheritdoc/>
    public override ItemKey Key => new(Link, AddressNumber.Of(Endpoint.Address), Endpoint.Port);

    /// <summary>Equal in every subnet, not only in the reference to them.</summary>
    public bool Equals(UdpPeer? other) =>
        other is not null && Link == other.Link && Endpoint.Equals(other.Endpoint) && Subnets.SequenceEqual(other.Subnets);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Link, Endpoint);

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding() => [Udp($"peer set {Endpoint} {string.Join(' ', Subnets)}")];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual) => Adding();

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Removing() => [Udp($"peer del {Endpoint}")];

    private KernelCommand Udp(string line) => new(KernelTool.UdpBatch, $"{UdpLink.ControlOf(Link)} {line}");
}
