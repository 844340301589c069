using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>A workload of another host, on a segment that all hosts share.</summary>
/// <param name="Host">The host that it is on.</param>
/// <param name="Mac">Its MAC, which follows from its first address.</param>
/// <param name="Addresses">Its addresses.</param>
internal sealed record RemoteWorkload(HostId Host, MacAddress Mac, ImmutableArray<IPAddress> Addresses)
{
    /// <summary>
    /// Those of a network that are known. One whose MAC is of a workload here too has moved, which the network's hosts are about to be told: until then it is
    /// here.
    /// </summary>
    /// <param name="workloads">The network's workloads; null where they are not known.</param>
    /// <param name="network">The network.</param>
    /// <param name="attachments">The workloads of this host.</param>
    public static ImmutableArray<RemoteWorkload> Of(WorkloadsView? workloads, NetworkOnHost network, IEnumerable<Attachment> attachments)
    {
        if (workloads is null || network.Plane.Driver != NetworkDriver.Bridge) return [];
        var own = attachments.Where(attachment => attachment.Network == network.View.Id).Select(attachment => attachment.Mac).ToHashSet();
        var all = from host in workloads.Hosts
                  where host.Key != network.Self.Host
                  from workload in host.Value.Values
                  where !workload.Addresses.IsDefaultOrEmpty && workload.Addresses.All(address => network.Settings.Ranges.Any(range => range.Contains(address)))
                  select new RemoteWorkload(host.Key, AddressMac.OfWorkload(workload.Addresses[0]), workload.Addresses);
        return [.. all.Where(workload => !own.Contains(workload.Mac))];
    }
}
