using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Packets.Rules;
using CloudNet.Agent.Tests.Plan;

namespace CloudNet.Agent.Tests.Packets;

/// <summary>A <see cref="PacketScene"/> as the tracer has it.</summary>
internal sealed class TracedScene
{
    private static readonly IPAddress[] Routers = [IPAddress.Parse("192.168.124.1"), IPAddress.Parse("fd00:124::1")];

    /// <summary>One of a scene.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="change">Makes of a host's number and the texts of its tables those that are traced; null: the same.</param>
    public TracedScene(PacketScene scene, Func<int, string[], string[]>? change = null)
    {
        var outside = new TracedPlace("outside", null, null, [.. Routers]);
        Tracer = new([.. PacketScene.Hosts.Select(host => Host(scene, host, change ?? ((_, texts) => texts)))], outside,
            ("tcp", 8080), ("tcp", 8081), ("udp", 5353));
        Outside = outside;
    }

    /// <summary>The tracer.</summary>
    public PacketTracer Tracer { get; }

    private TracedPlace Outside { get; }

    /// <summary>Who is meant by a case.</summary>
    public TracedPlace Place(string from) => from.Split(' ') switch
    {
        ["outside"] => Outside,
        ["outside", "by", var host] => Outside with { Host = host },
        ["outside", "as", var address, "by", var host] => Outside with { Host = host, Addresses = [IPAddress.Parse(address)] },
        [var workload, "as", var address] => Place(workload) with { Addresses = [IPAddress.Parse(address)] },
        _ when Tracer.Hosts.FirstOrDefault(host => host.Name == from) is { } host => new(host.Name, host.Name, null, []),
        _ => Tracer.Hosts.SelectMany(host => host.Workloads).First(workload => workload.Name == from),
    };

    private static TracedHost Host(PacketScene scene, int number, Func<int, string[], string[]> change)
    {
        var (plan, own, served, policed) = scene.Planned(number);
        if (plan.Problems is [var problem, ..]) throw new InvalidOperationException(problem);
        IPAddress[] underlay = [Sample.Underlay(number), IPAddress.Parse($"fd00:124::{50 + number}")];
        return new(
            $"v{number}", [.. underlay], RuleBook.Of(change(number, [own, served, policed])),
            new(plan.Desired, PacketTracer.UnderlayLink, underlay.Zip([24, 64]), Routers),
            [.. scene.On(number).Select(workload => Workload(plan, workload))],
            [.. plan.Desired.Links.OfType<BridgeLink>().Where(bridge => bridge.Filtered != true).Select(bridge => bridge.Name)]);
    }

    private static TracedPlace Workload(HostPlan plan, PacketWorkload workload)
    {
        var network = plan.Networks.First(network => network.View.Id == workload.Network.Id);
        return new(workload.Name, $"v{workload.Host}", network.Bridge, [.. workload.Addresses.Split(',').Select(IPAddress.Parse)],
            [.. network.Subnets.Select(subnet => subnet.OnLink)], LinkNames.Veth(Sample.Workload(workload.Number)));
    }
}
