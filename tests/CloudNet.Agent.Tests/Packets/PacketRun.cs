using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Tests.Packets.Rules;

namespace CloudNet.Agent.Tests.Packets;

/// <summary>One call and its answer, with what chance decides decided.</summary>
internal sealed class PacketRun(
    PacketTracer tracer, TracedPlace outside, ImmutableDictionary<string, TracedKernel> kernels, Choices choices)
{
    // As many hosts as a packet may come by.
    private const int MostHosts = 8;
    private TracedPlace? caller;

    /// <summary>What comes of a call.</summary>
    public TraceOutcome Call(TracedPlace from, string protocol, IPEndPoint to, int port)
    {
        caller = from;
        if (SourceOf(from, to.Address) is not { } source) return new("unreachable", $"{from.Name} has no way to {to.Address}", kernels);
        var asked = Go(from, new(protocol, source, port, to.Address, to.Port));
        if (asked.Place is not { } there) return new(asked.Why, asked.By, kernels);
        if (!tracer.IsAnswered(asked.Packet)) return new("refused", $"{there.Name} has nothing at port {asked.Packet.DestinationPort}", kernels);
        var answered = Go(there, asked.Packet.Answer);
        var isHeard = answered.Place?.Name == from.Name && answered.Packet.Source.Equals(to.Address) && answered.Packet.SourcePort == to.Port
            && answered.Packet.DestinationPort == port;
        return isHeard
            ? new($"{there.Name} sees {asked.Packet.Source}", "", kernels)
            : new("unanswered", $"{there.Name} saw {asked.Packet.Source}, and its answer ended as {answered.Packet} at {answered.Place?.Name ?? answered.By}", kernels);
    }

    private IPAddress? SourceOf(TracedPlace from, IPAddress to) => from.IsHost
        ? Host(from.Host!).Routes is var routes && routes.To(to) is { } hop ? routes.SourceAt(hop.Link, to) : null
        : from.Addresses.FirstOrDefault(address => address.AddressFamily == to.AddressFamily);

    private TracedHost Host(string name) => tracer.Hosts.First(host => host.Name == name);

    private TraceEnd Go(TracedPlace from, Packet packet)
    {
        if (from.Addresses.Contains(packet.Destination)) return new(from, packet, "", "");
        if (from.IsHost) return On(Host(from.Host!), packet, run => run.Send(packet), MostHosts);
        if (from.Bridge is { } bridge)
        {
            var host = Host(from.Host!);
            var isPassed = host.Unfiltered.Contains(bridge) && from.OnLink.Any(range => range.Contains(packet.Destination))
                && PacketTracer.Behind(host, bridge, packet.Destination) is not null;
            return On(host, packet, run => run.Enter(packet, from.Port, bridge)
                ?? (isPassed ? run.Pass(packet, bridge) : run.Receive(packet, bridge)), MostHosts);
        }
        var next = from.Host is { } by && !IsUnderlay(packet.Destination)
            ? Host(by)
            : tracer.Hosts.FirstOrDefault(host => host.Underlay.Contains(packet.Destination));
        return next is { } to
            ? On(to, packet, run => run.Receive(packet, PacketTracer.UnderlayLink), MostHosts)
            : new(null, packet, "dropped", $"{from.Name} knows no way to {packet.Destination}");
    }

    // Who says to be somebody that nobody else is on its bridge is asked there for that address, and says that it has it.
    private TracedPlace? Claiming(TracedHost host, RouteHop hop) =>
        caller?.Host == host.Name && caller.Bridge == hop.Link && caller.Addresses.Contains(hop.Next) ? caller : null;

    private bool IsUnderlay(IPAddress address) => tracer.Hosts.Any(host => host.Underlay.Contains(address));

    private TraceEnd On(TracedHost host, Packet packet, Func<HostRun, HostStep> take, int left)
    {
        if (left == 0) return new(null, packet, "dropped", "it goes round from host to host");
        var run = new HostRun(host, kernels.GetValueOrDefault(host.Name, TracedKernel.Empty), choices);
        var step = take(run);
        kernels = kernels.SetItem(host.Name, run.Kernel);
        if (step.Hop is not { } hop) return new(null, step.Packet, step.Why, step.By);
        if (hop.IsLocal) return new(new(host.Name, host.Name, null, []), step.Packet, "", "");
        if ((PacketTracer.Behind(host, hop.Link, step.Packet.Destination) ?? Claiming(host, hop)) is { } workload) return new(workload, step.Packet, "", "");
        if (tracer.Next(host, hop, step.Packet) is { } next) return On(next, step.Packet, other => other.Receive(step.Packet, hop.Link), left - 1);
        return outside.Addresses.Contains(step.Packet.Destination)
            ? new(outside, step.Packet, "", "")
            : new(null, step.Packet, "dropped", $"{host.Name}: nobody has {step.Packet.Destination} behind {hop.Link}");
    }
}
