using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Conntrack;
using CloudNet.Contracts.Networks;

namespace CloudNet.Agent.Plan;

/// <summary>
/// Where the host's table leads flows that begin now, and so which flows of UDP that go on are led wrong: TCP ends by itself when its end is gone, but a
/// client of UDP that sends from one port for ever would never come to what is there now. Pure.
/// </summary>
internal sealed class FlowTargets
{
    private readonly ILookup<int, FlowTarget> byPort;
    private readonly ImmutableArray<IPNetwork> own;
    private readonly ImmutableHashSet<int> kept;

    /// <summary>Where it leads them.</summary>
    /// <param name="all">What is led; one that is open at one address comes before one that is open at all.</param>
    /// <param name="own">Subnets of the host's workloads.</param>
    /// <param name="kept">Ports of UDP that are led nowhere, whatever is said of them: tunnels'.</param>
    public FlowTargets(IEnumerable<FlowTarget> all, ImmutableArray<IPNetwork> own, params IEnumerable<int> kept)
    {
        (this.own, this.kept) = (own, [.. kept]);
        byPort = all.Where(target => target.Protocol == TransportProtocol.Udp)
            .SelectMany(target => Enumerable.Range(target.Ports.First, target.Ports.Count).Select(port => (port, target)))
            .ToLookup(one => one.port, one => one.target);
    }

    /// <summary>Whether any UDP is led anywhere.</summary>
    public bool HasUdp => byPort.Count > 0;

    /// <summary>Whether a flow of UDP is led otherwise than one that would begin now.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="isOfHost">Tells addresses of the host from others.</param>
    public bool AreWrong(Flow flow, Predicate<IPAddress> isOfHost)
    {
        // The loopback of IPv6 does not leave the host.
        if (kept.Contains(flow.To.Port) || flow.To.Address.Equals(IPAddress.IPv6Loopback) || !isOfHost(flow.To.Address)) return false;
        var led = byPort[flow.To.Port].Select(target => target.Of(flow.To)).FirstOrDefault(to => to is not null);
        if (led is null && !(flow.IsLed && own.Any(subnet => subnet.Contains(flow.Answering.Address)))) return false;
        return !flow.Answering.Equals(led);
    }
}
