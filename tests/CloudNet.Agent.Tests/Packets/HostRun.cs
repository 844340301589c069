using CloudNet.Agent.Tests.Packets.Rules;

namespace CloudNet.Agent.Tests.Packets;

/// <summary>
/// A packet's way through one host, in the kernel's order: prerouting, then input or forward, then postrouting; or output, postrouting. NAT is decided by the
/// first packet of a connection, and done to all.
/// </summary>
internal sealed class HostRun
{
    private const int LeadPriority = -100, SayPriority = 100;
    private readonly TracedHost host;
    private readonly Choices choices;
    private TracedKernel kernel;

    public HostRun(TracedHost host, TracedKernel kernel, Choices choices) => (this.host, this.kernel, this.choices) = (host, kernel, choices);

    /// <summary>What the kernel remembers now.</summary>
    public TracedKernel Kernel => kernel;

    /// <summary>What comes in by a port of a bridge, before anything else sees it; null: it goes on.</summary>
    public HostStep? Enter(Packet packet, string port, string bridge) => host.Rules.At(PacketHooks.Prerouting, ofBridges: true)
        .Select(chain => Ask(chain, new(new(packet), packet), port, "", bridge)).FirstOrDefault(end => end is not null);

    /// <summary>What comes in by a link.</summary>
    public HostStep Receive(Packet packet, string link)
    {
        var way = Begin(packet);
        if (Meet(PacketHooks.Prerouting, way, link, "") is { } end) return end;
        if (host.Routes.To(way.Packet.Destination) is not { } hop) return new(way.Packet, null, "unreachable", "no route");
        if (hop.IsLocal) return Finish(way, PacketHooks.Input, link, "") ?? new(way.Packet, hop, "", "");
        return Meet(PacketHooks.Forward, way, link, hop.Link) ?? Finish(way, PacketHooks.Postrouting, link, hop.Link) ?? new(way.Packet, hop, "", "");
    }

    /// <summary>What a workload sends to another on its bridge, where rules do not see it.</summary>
    public HostStep Pass(Packet packet, string bridge) => new(packet, new(bridge, packet.Destination, null), "", "");

    /// <summary>What the host sends itself.</summary>
    public HostStep Send(Packet packet)
    {
        if (host.Routes.To(packet.Destination) is not { } first) return new(packet, null, "unreachable", "no route");
        var way = Begin(packet);
        if (Meet(PacketHooks.Output, way, "", first.Link) is { } end)
            return packet.Protocol == "udp" ? end with { Why = "not permitted" } : end;
        if (host.Routes.To(way.Packet.Destination) is not { } hop) return new(way.Packet, null, "unreachable", "no route");
        if (Finish(way, PacketHooks.Postrouting, "", hop.Link) is { } last) return last;
        if (!hop.IsLocal) return new(way.Packet, hop, "", "");
        return Meet(PacketHooks.Prerouting, way, RouteBook.Loopback, "") ?? Finish(way, PacketHooks.Input, RouteBook.Loopback, "")
            ?? new(way.Packet, hop, "", "");
    }

    private PacketWay Begin(Packet packet)
    {
        foreach (var flow in kernel.Flows)
        {
            if (flow.Original.IsAlong(packet)) return new(flow, packet) { IsEstablished = flow.IsAnswered };
            if (flow.Translated.Answer.IsAlong(packet)) return new(flow with { IsAnswered = true }, packet) { IsAnswer = true, IsEstablished = true };
        }
        return new(new(packet), packet);
    }

    // The last hook that a packet meets; then its connection is remembered.
    private HostStep? Finish(PacketWay way, string hook, string inLink, string outLink)
    {
        if (Meet(hook, way, inLink, outLink) is { } end) return end;
        kernel = kernel with { Flows = kernel.Flows.RemoveAll(one => one.Original.IsAlong(way.Flow.Original)).Add(way.Flow) };
        return null;
    }

    private HostStep? Meet(string hook, PacketWay way, string inLink, string outLink)
    {
        var (chains, translates) = (host.Rules.At(hook).ToLookup(chain => chain.IsNat), hook != PacketHooks.Forward);
        var place = hook is PacketHooks.Prerouting or PacketHooks.Output ? LeadPriority : SayPriority;
        HostStep? AskAll(IEnumerable<RuleChain> some) => some.Select(chain => Ask(chain, way, inLink, outLink)).FirstOrDefault(end => end is not null);
        return AskAll(chains[false].TakeWhile(chain => !translates || chain.Priority < place))
            ?? (translates ? Translate(place == LeadPriority, way, chains[true], inLink, outLink) : null)
            ?? AskAll(chains[false].SkipWhile(chain => !translates || chain.Priority < place));
    }

    // The first chain that decides is the last one that is asked.
    private HostStep? Translate(bool leads, PacketWay way, IEnumerable<RuleChain> chains, string inLink, string outLink)
    {
        bool IsKnown() => leads ? way.Flow.IsLed : way.Flow.IsSaid;
        foreach (var chain in chains.TakeWhile(_ => !IsKnown() && !way.IsAnswer))
            if (Ask(chain, way, inLink, outLink) is { } end) return end;
        way.Flow = leads ? way.Flow with { IsLed = true } : way.Flow with { IsSaid = true };
        if (leads) way.Lead();
        else way.Say();
        return null;
    }

    private HostStep? Ask(RuleChain chain, PacketWay way, string inLink, string outLink, string bridge = "")
    {
        var seen = new HookedPacket(way.Packet, way.Flow)
        {
            InLink = inLink, OutLink = outLink, Bridge = bridge, IsEstablished = way.IsEstablished, Choices = choices,
            IsLocal = host.Routes.IsLocal, AddressAt = host.Routes.SourceAt, Kept = [.. kernel.Kept],
        };
        var verdict = chain.Meet(seen);
        way.Flow = seen.Flow;
        kernel = kernel with { Kept = [.. seen.Kept] };
        return verdict.Kind switch
        {
            VerdictKind.Drop => new(way.Packet, null, "dropped", $"{host.Name}, {seen.Rule}"),
            VerdictKind.Reject => new(way.Packet, null, HostStep.Told(verdict.Detail), $"{host.Name}, {seen.Rule}"),
            _ => null,
        };
    }
}
