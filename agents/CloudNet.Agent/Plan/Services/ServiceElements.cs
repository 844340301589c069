using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Plan.Tables;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan.Services;

/// <summary>What one service is in the maps of a host. Pure.</summary>
internal static class ServiceElements
{
    /// <summary>Its backends of a family.</summary>
    /// <param name="service">The service.</param>
    /// <param name="selected">The workloads that it selects.</param>
    /// <param name="family">The family.</param>
    /// <param name="self">This host.</param>
    public static IReadOnlyList<Backend> Backends(NetworkService service, IEnumerable<SelectedWorkload> selected, AddressFamily family, HostId self) =>
        service.Backends.IsDefaultOrEmpty
            ? [.. from one in selected
                  from address in one.Workload.Addresses
                  where address.AddressFamily == family
                  select new Backend(address, service.WeightOf(one.Workload.Labels), one.Host == self)]
            : [.. from one in service.Backends
                  where one.Address.AddressFamily == family
                  select new Backend(one.Address, one.Weight, false)];

    /// <summary>
    /// Its elements. A port that no backend takes connections for is in no map, so that what comes there is refused; where only this host has none, and
    /// it is to send to its own alone, it is dropped: others may still be found elsewhere.
    /// </summary>
    /// <param name="service">The service.</param>
    /// <param name="selected">The workloads that it selects.</param>
    /// <param name="self">This host.</param>
    public static IEnumerable<NftElement> Of(NetworkService service, IReadOnlyCollection<SelectedWorkload> selected, HostId self)
    {
        foreach (var address in service.Addresses)
        {
            var all = Backends(service, selected, address.AddressFamily, self);
            var slots = BackendSlots.Of(service.LocalOnly ? all.Where(backend => backend.IsHere) : all);
            if (slots.Count == 0 && !all.Any(backend => backend.Weight > 0)) continue;
            foreach (var element in service.Ports.SelectMany(port => Of(service, address, port, slots))) yield return element;
        }
    }

    private static IEnumerable<NftElement> Of(NetworkService service, IPAddress address, ServicePort port, IReadOnlyList<IPAddress> slots)
    {
        var ip = ServiceNames.Ip(address.AddressFamily);
        var key = Key(address, port.Protocol, port.Port);
        if (slots.Count == 0)
        {
            yield return new(ServiceNames.Services(ip), key, "drop");
            yield break;
        }
        // nft 1.0.6 cannot write a rule that remembers two addresses of IPv6: there the client's address says by itself which backend it comes to.
        var (seconds, algorithm) = address.AddressFamily == AddressFamily.InterNetwork || service.AffinitySeconds is null
            ? (service.AffinitySeconds, service.Algorithm)
            : (null, ServiceAlgorithm.Source);
        yield return new(ServiceNames.Services(ip), key, $"goto {ServiceNames.Choosing(ip, algorithm, slots.Count, seconds is not null)}");
        if (seconds is { } remembered)
        {
            yield return new(ServiceNames.Affine(ip), key, $"goto {ServiceNames.Remembering(ip, remembered)}");
            foreach (var backend in slots.Distinct()) yield return new(ServiceNames.Served(ip), $"{key} . {backend}", "");
        }
        for (var at = 0; at < slots.Count; at++)
            yield return new(ServiceNames.Backends(ip, at), key, $"{slots[at]} . {port.TargetPort}");
    }

    /// <summary>A port of a service as it is looked up.</summary>
    public static string Key(IPAddress address, TransportProtocol protocol, int port) => $"{address} . {NameOf(protocol)} . {port}";

    /// <summary>What nft calls a protocol.</summary>
    public static string NameOf(TransportProtocol protocol) => protocol switch
    {
        TransportProtocol.Udp => "udp",
        TransportProtocol.Sctp => "sctp",
        _ => "tcp",
    };
}
