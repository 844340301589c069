using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Agent.Tests.Services;

/// <summary>Networks with services, and what hosts are told of them.</summary>
internal static class Served
{
    /// <summary>The labels of what is behind the service web.</summary>
    public static readonly ImmutableSortedDictionary<string, string> Web = Labels("app=web");

    /// <summary>A network whose services have their addresses before its first subnet.</summary>
    public static NetworkView In(NetworkView network, params string[] ranges) =>
        network.With(settings => settings with { ServiceRanges = [.. ranges.Select(IPNetwork.Parse)] });

    /// <summary>Blue with both families and services.</summary>
    public static NetworkView Blue { get; } = In(Sample.Dual, "10.100.0.0/24", "fd00:100::/64");

    /// <summary>The service web: port 80, and 53 of UDP, in front of ports 8080 and 5353; and 8081.</summary>
    public static NetworkService WebService { get; } = new(
        "web", [IPAddress.Parse("10.100.0.17"), IPAddress.Parse("fd00:100::17")],
        [new(80, 8080), new(8081, 8081), new(53, 5353, TransportProtocol.Udp)], Web);

    /// <summary>Labels, each <c>key=value</c>.</summary>
    public static ImmutableSortedDictionary<string, string> Labels(params string[] labels) =>
        labels.Select(label => label.Split('=')).ToImmutableSortedDictionary(label => label[0], label => label[1], StringComparer.Ordinal);

    /// <summary>Service n.</summary>
    public static ServiceId Id(int n) => new(Guid.Parse($"01980000-0000-7000-8000-0000000002{n:x2}"));

    /// <summary>These services, the first as 1.</summary>
    public static ServicesView Services(params NetworkService[] services) => new(
        Blue.Id, services.Index().ToImmutableSortedDictionary(one => Id(one.Index + 1), one => one.Item));

    /// <summary>A workload with an address of each family and labels, on host n.</summary>
    public static (HostId Host, NetworkWorkload Workload) On(int host, string addresses, params string[] labels) => (
        Sample.Host(host), new($"w-{addresses}", [.. addresses.Split(',').Select(IPAddress.Parse)], Labels(labels), DateTimeOffset.UnixEpoch));

    /// <summary>These workloads, numbered from 1.</summary>
    public static WorkloadsView Workloads(params (HostId Host, NetworkWorkload Workload)[] all) => (WorkloadsView)all.Index().Aggregate(
        (View)new WorkloadsView(Blue.Id, ImmutableSortedDictionary<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>>.Empty),
        (view, one) => view.After(new WorkloadSet(one.Item.Host, Sample.Workload(one.Index + 1), one.Item.Workload)));
}
