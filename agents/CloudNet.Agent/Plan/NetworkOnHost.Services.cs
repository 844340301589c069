using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

internal sealed partial record NetworkOnHost
{
    /// <summary>Whether it has services.</summary>
    public bool HasServices { get; init; }

    /// <summary>Whether ports of this host lead to any of them.</summary>
    public bool HasServicePorts { get; init; }

    /// <summary>Whether ports of this host lead to its workloads, straight or by a service.</summary>
    public bool HasPorts => HasServicePorts || !Ports.IsEmpty;

    /// <summary>Whether it has policies, or a default that refuses or counts.</summary>
    public bool HasPolicies { get; init; }

    /// <summary>
    /// Whether rules see what its bridge passes on: a workload that calls one beside it by a service is answered past the host, and policies judge
    /// neighbours too.
    /// </summary>
    public bool IsBridgeFiltered => (HasServices || HasPolicies) && Facts.HasBridgeFilter;

    /// <summary>Whether a workload that comes to itself by a service gets its packet back by the port that it came by.</summary>
    public bool IsHairpin => HasServices && Facts.HasBridgeFilter;

    /// <summary>Where its services have their addresses, each with this host's subnet of the family; none where it has no services.</summary>
    public IEnumerable<(IPNetwork Range, HostSubnet Subnet)> Served =>
        from subnet in HasServices ? Subnets : []
        from range in ServiceRanges(subnet.Family)
        select (range, subnet);

    /// <summary>Addresses of services outside the ranges that new ones come from: of a network that has grown since.</summary>
    public ImmutableArray<IPNetwork> ServedAside { get; init; } = [];

    /// <summary>Where its services of a family have their addresses.</summary>
    public ImmutableArray<IPNetwork> ServiceRanges(AddressFamily family) =>
    [
        .. (Settings.ServiceRanges.IsDefault ? ServedAside : Settings.ServiceRanges.AddRange(ServedAside))
            .Where(range => range.BaseAddress.AddressFamily == family),
    ];

    /// <summary>The same with its services as they are; null: they are not known, and it has some or none as it was built last.</summary>
    public NetworkOnHost Serving(ServicesView? services) => this with
    {
        HasServices = services is null ? IsFilteredNow : !services.Services.IsEmpty,
        HasServicePorts = services is null ? IsFilteredNow : services.Services.Values.Any(service => service.HostPortsOn(Self.Host).Any()),
        ServedAside = services is null ? [] :
        [
            .. services.Services.Values.SelectMany(service => service.Addresses)
                .Where(address => Settings.ServiceRanges.IsDefault || !Settings.ServiceRanges.Any(range => range.Contains(address)))
                .Select(address => new IPNetwork(address, AddressNumber.Bits(address))).Distinct(),
        ],
    };

    /// <summary>The same with its policies as they are; null: they are not known, and it has some or none as it was built last.</summary>
    public NetworkOnHost Judged(PoliciesView? policies) => this with { HasPolicies = policies?.Any ?? IsFilteredNow };

    private bool IsFilteredNow => !Facts.Filtered.IsDefault && Facts.Filtered.Contains(Bridge);
}
