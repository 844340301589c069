using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Tests.Packets.Rules;

namespace CloudNet.Agent.Tests.Packets;

/// <summary>
/// Follows packets through the rules and routes of several hosts, from who calls to who answers, and the answer back. No kernel: the rules are read as text.
/// What chance decides is asked for each of its results. Networks whose hosts share one segment (bridge, gre) are none of it: there a packet crosses by MAC.
/// </summary>
/// <param name="hosts">The hosts, which see each other's underlay.</param>
/// <param name="outside">Who is on the underlay besides.</param>
/// <param name="answered">The ports that everybody answers at.</param>
internal sealed class PacketTracer(IReadOnlyList<TracedHost> hosts, TracedPlace outside, params IReadOnlyList<(string Protocol, int Port)> answered)
{
    /// <summary>The port that calls come from.</summary>
    public const int CallingPort = 40_000;

    private static readonly ImmutableDictionary<string, TracedKernel> Nothing = ImmutableDictionary<string, TracedKernel>.Empty;

    /// <summary>Whether who gets a packet answers it.</summary>
    public bool IsAnswered(Packet packet) => answered.Contains((packet.Protocol, packet.DestinationPort));

    /// <summary>The hosts.</summary>
    public IReadOnlyList<TracedHost> Hosts => hosts;

    /// <summary>What comes of a call, for all that chance decides: each another outcome.</summary>
    /// <param name="from">Who calls.</param>
    /// <param name="protocol">How: tcp or udp.</param>
    /// <param name="to">Where.</param>
    /// <param name="kernels">What kernels remember of before; null: nothing.</param>
    /// <param name="port">The port that it comes from.</param>
    public IReadOnlyList<TraceOutcome> Call(
        TracedPlace from, string protocol, IPEndPoint to, ImmutableDictionary<string, TracedKernel>? kernels = null, int port = CallingPort) =>
        Choices.All(choices => new PacketRun(this, outside, kernels ?? Nothing, choices).Call(from, protocol, to, port));

    /// <summary>The workload that has an address on a bridge of a host; null: none.</summary>
    public static TracedPlace? Behind(TracedHost host, string bridge, IPAddress address) =>
        host.Workloads.FirstOrDefault(place => place.Bridge == bridge && place.Addresses.Contains(address));

    /// <summary>The host that another one hands a packet to, by the underlay or a tunnel; null: none of them.</summary>
    public TracedHost? Next(TracedHost from, RouteHop hop, Packet packet) => RouteBook.IsBridge(hop.Link)
        ? null
        : hosts.FirstOrDefault(host => host != from
        && (hop.Link == UnderlayLink ? host.Underlay.Contains(hop.Next) : host.Routes.IsBehind(packet.Destination)));

    /// <summary>The link that hosts see each other by.</summary>
    public const string UnderlayLink = "eth0";
}
