using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Agent.Plan;

/// <summary>A workload of another host, on a segment that all hosts share.</summary>
/// <param name="Host">The host that it is on.</param>
/// <param name="Mac">Its MAC, which follows from its first address.</param>
/// <param name="Addresses">Its addresses.</param>
internal sealed record RemoteWorkload(HostId Host, MacAddress Mac, ImmutableArray<IPAddress> Addresses)
{
    /// <summary>The network with what is known of its workloads elsewhere.</summary>
    public static NetworkOnHost Known(NetworkOnHost network, WorkloadsView? workloads, IEnumerable<Attachment> attachments)
    {
        if (workloads is null || !network.Settings.Plane.IsLayer2) return network;
        network = network with { Carried = [.. Carried(workloads, network, attachments)] };
        return network.Plane.Driver == NetworkDriver.Bridge ? network with { Remote = [.. Of(workloads, network, attachments)] } : network;
    }

    // Whether they are still pinned is no matter: the controller has settled who has them.
    private static IEnumerable<CarriedAddress> Carried(WorkloadsView workloads, NetworkOnHost network, IEnumerable<Attachment> attachments)
    {
        var own = attachments.Where(attachment => attachment.Network == network.View.Id).SelectMany(attachment => attachment.Addresses).ToHashSet();
        return from host in own.Count == 0 ? [] : Elsewhere(workloads, network)
               from workload in host.Value.Values
               from address in workload.Addresses
               where own.Contains(address)
               select new CarriedAddress(address, network.View.Members.GetValueOrDefault(host.Key)?.Name ?? $"{host.Key}", workload.AttachedAt);
    }

    // One whose MAC is of a workload here too has moved here, which the network's hosts are about to be told.
    private static IEnumerable<RemoteWorkload> Of(WorkloadsView workloads, NetworkOnHost network, IEnumerable<Attachment> attachments)
    {
        var own = attachments.Where(attachment => attachment.Network == network.View.Id && network.LeftFor(attachment) is null)
            .Select(attachment => attachment.Mac).ToHashSet();
        return from host in Elsewhere(workloads, network)
               from workload in host.Value.Values
               where !workload.Addresses.IsDefaultOrEmpty && workload.Addresses.All(address => network.Settings.Ranges.Any(range => range.Contains(address)))
               let mac = AddressMac.OfWorkload(workload.Addresses[0])
               where !own.Contains(mac)
               select new RemoteWorkload(host.Key, mac, workload.Addresses);
    }

    private static IEnumerable<KeyValuePair<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>>> Elsewhere(
        WorkloadsView workloads, NetworkOnHost network) => workloads.Hosts.Where(host => host.Key != network.Self.Host);
}
