using System.Collections.Immutable;
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
    /// <summary>Its backends of a family, whether they get connections or not.</summary>
    /// <param name="id">The service.</param>
    /// <param name="service">What it is.</param>
    /// <param name="selected">The workloads that it selects.</param>
    /// <param name="family">The family.</param>
    /// <param name="self">This host.</param>
    public static IReadOnlyList<Backend> Backends(ServiceId id, NetworkService service, IEnumerable<SelectedWorkload> selected,
        AddressFamily family, HostId self) =>
        service.Backends.IsDefaultOrEmpty
            ? [.. from one in selected
                  from address in one.Workload.Addresses
                  where address.AddressFamily == family
                  select new Backend(address, service.WeightOf(one.Workload.Labels), one.Host == self, one.Workload.StateFor(id, service))]
            : [.. from one in service.Backends
                  where one.Address.AddressFamily == family
                  select new Backend(one.Address, one.Weight, false)];

    /// <summary>
    /// Its elements. A port that no backend takes connections for is in no map, so that what comes there is refused; where only this host has none, and
    /// it is to send to its own alone, it is dropped: others may still be found elsewhere.
    /// </summary>
    /// <param name="id">The service.</param>
    /// <param name="service">What it is.</param>
    /// <param name="selected">The workloads that it selects.</param>
    /// <param name="self">This host.</param>
    /// <param name="ports">The ports of this host that lead to services.</param>
    public static IEnumerable<NftElement> Of(
        ServiceId id, NetworkService service, IReadOnlyCollection<SelectedWorkload> selected, HostId self, HostPortBook ports)
    {
        foreach (var (address, led) in Entrances(id, service, ports))
        {
            var all = Backends(id, service, selected, address.AddressFamily, self);
            var served = Served(service, all);
            var slots = BackendSlots.Of(service.LocalOnly ? Here(served, all) : served);
            if (slots.Count == 0 && served.Count == 0) continue;
            foreach (var element in led.SelectMany(port => Of(service, address, port, slots))) yield return element;
        }
    }

    /// <summary>Where it is reached on this host: at each of its addresses by its ports, and at the host's by those that lead to it.</summary>
    public static IEnumerable<(IPAddress Address, ImmutableArray<ServicePort> Ports)> Entrances(ServiceId id, NetworkService service, HostPortBook ports) =>
        service.Addresses.Select(address => (address, service.Ports))
            .Append((ports.Address, [.. ports.Of(id, service).Select(port => port with { Port = port.HostPort!.Value })]))
            .Where(entrance => !entrance.Item2.IsEmpty);

    /// <summary>Those of some backends that get connections: one that weighs nothing is not who keeps the others from serving.</summary>
    public static IReadOnlyCollection<Backend> Served(NetworkService service, IReadOnlyCollection<Backend> all) =>
        ServedBackends.Of([.. all.Where(backend => backend.Weight > 0)], backend => backend.State, service.HealthCheck?.KeepAll != false);

    // As Kubernetes: where all of a host drain, what is for this host alone goes to them still.
    private static IEnumerable<Backend> Here(IReadOnlyCollection<Backend> served, IReadOnlyCollection<Backend> all) =>
        served.Any(backend => backend.IsHere)
            ? served.Where(backend => backend.IsHere)
            : all.Where(backend => backend is { IsHere: true, State: BackendState.Draining });

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
