using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Paths;
using CloudNet.Contracts.Refusals;
using CloudNet.Web.Fleet;

namespace CloudNet.Web.Tests.Fleets;

/// <summary>What it says of addresses, and of who is in which network.</summary>
public sealed partial class MemoryController
{
    private readonly List<PinRecord> pins = [];
    private readonly List<PortMappingRecord> mappings = [];

    /// <summary>Names of hosts that have routes into every network.</summary>
    public HashSet<string> Overlapping { get; } = [];

    /// <summary>What every network has to give.</summary>
    public FamilyPoolRecord Pool { get; set; } = new(
        "ipv4", 24, [new(IPNetwork.Parse("10.100.0.0/16"), 256, 2, 1, 252, 1)], 256, 2, 1, 1, 252, IPNetwork.Parse("10.100.4.0/24"), null, 2, 90);

    public Task<IReadOnlyList<ExpiringLeaseRecord>> ExpiringLeasesAsync(CancellationToken cancel) => Answer(fleet.Expiring);

    public Task<PoolRecord?> PoolAsync(NetworkId network, CancellationToken cancel) =>
        Task.FromResult<PoolRecord?>(new(network, fleet.Networks.Single(known => known.Id == network).Name, [Pool]));

    public Task<Page<PinRecord>> PinsAsync(NetworkId network, CancellationToken cancel) =>
        Task.FromResult(new Page<PinRecord>([.. pins.Where(pin => pin.NetworkId == network)], null));

    public Task<Page<PortMappingRecord>> PortMappingsAsync(NetworkId network, CancellationToken cancel) =>
        Task.FromResult(new Page<PortMappingRecord>([.. mappings.Where(mapping => mapping.NetworkId == network)], null));

    public Task<Answer<PortMappingRecord>> CreatePortMappingAsync(NetworkId network, CreatePortMapping request, CancellationToken cancel)
    {
        if (!PortRange.TryParse(request.HostPort, null, out var ports)) return Done<PortMappingRecord>(null, new(
            "urn:cloudnet:invalid", "Nothing was mapped", 400, null, [new("hostPort", "It is no port.", "Write it like 8080.")]));
        var mapping = Map(network, request.Host!, request.HostPort!, request.Workload!, request.TargetPort);
        Asked.Add($"map {request.Host} {ports} {request.Workload} {request.TargetPort}");
        return Done(mapping, null);
    }

    public Task<Answer<bool>> HideAsync(NetworkId network, HostId host, bool hidden, CancellationToken cancel)
    {
        Asked.Add($"{(hidden ? "hide" : "expose")} {fleet.Host(host)!.Name}");
        return Done(true, null);
    }

    /// <summary>Which networks are peered with which.</summary>
    public List<PeeringRecord> Peerings { get; } = [];

    public Task<IReadOnlyList<PeeringRecord>> PeeringsAsync(NetworkId network, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<PeeringRecord>>([.. Peerings]);

    public Task<Answer<PeeringRecord>> PeerAsync(NetworkId network, NetworkId peer, CancellationToken cancel)
    {
        var other = fleet.Networks.Single(known => known.Id == peer);
        Asked.Add($"peer {fleet.Networks.Single(known => known.Id == network).Name} {other.Name}");
        Peerings.Add(new(peer, other.Name, [.. other.Ranges.Select(range => range.Range)], 2, ["v3"], []));
        return Done(Peerings[^1], null);
    }

    public Task<Answer<bool>> EndPeeringAsync(NetworkId network, NetworkId peer, CancellationToken cancel)
    {
        Asked.Add($"end peering {fleet.Networks.Single(known => known.Id == peer).Name}");
        Peerings.RemoveAll(peering => peering.PeerId == peer);
        return Done(true, null);
    }

    /// <summary>Has a port of a host lead to a workload.</summary>
    public PortMappingRecord Map(NetworkId network, string host, string ports, string workload, int? target = null)
    {
        var range = PortRange.Parse(ports, null);
        var mapping = new PortMappingRecord(
            new(Guid.NewGuid()), network, new(Guid.NewGuid()), host, TransportProtocol.Tcp, range, null, workload, target ?? range.First, false, TestFleet.Now);
        mappings.Add(mapping);
        return mapping;
    }

    public Task<Answer<bool>> RemovePortMappingAsync(NetworkId network, PortMappingId mapping, CancellationToken cancel)
    {
        Asked.Add($"unmap {mappings.Single(there => there.Id == mapping).HostPort}");
        mappings.RemoveAll(there => there.Id == mapping);
        return Done(true, null);
    }

    /// <summary>Who reaches whom.</summary>
    public List<PathRecord> Paths { get; } = [];

    public Task<Page<PathRecord>> PathsAsync(NetworkId network, bool? wrong, CancellationToken cancel) =>
        Task.FromResult(new Page<PathRecord>([.. Paths.Where(path => path.NetworkId == network)], null));

    public Task<Answer<NetworkRecord>> AddRangeAsync(NetworkId network, AddRange request, CancellationToken cancel)
    {
        if (!IPNetwork.TryParse(request.Range, out var range)) return Done<NetworkRecord>(null, new(
            "urn:cloudnet:invalid", "The network was not made larger", 400, null, [new("range", "It is no CIDR.", "Write it like 10.101.0.0/16.")]));
        if (Overlapping.Count > 0 && request.AllowOverlap != true) return Done<NetworkRecord>(null, new(
            "urn:cloudnet:conflict", "Hosts have routes into it", 409, null, [new("range", "A host has a route into it.", "Say that it may.")]));
        Asked.Add($"grow {fleet.Networks.Single(known => known.Id == network).Name} {range}");
        return Done(fleet.Networks.Single(known => known.Id == network), null);
    }

    public Task<Answer<PinRecord>> PinAsync(NetworkId network, PinAddress request, CancellationToken cancel)
    {
        if (!IPAddress.TryParse(request.Address, out var address)) return Done<PinRecord>(null, new(
            "urn:cloudnet:invalid", "Nothing was pinned", 400, null, [new("address", "It is no address.", "Write it like 10.100.1.20.")]));
        var pin = new PinRecord(new(Guid.NewGuid()), network, request.Workload!, address, null, null, null, TestFleet.Now);
        pins.Add(pin);
        Asked.Add($"pin {request.Workload} {address}");
        return Done(pin, null);
    }

    public Task<Answer<bool>> UnpinAsync(NetworkId network, IPAddress address, CancellationToken cancel)
    {
        pins.RemoveAll(pin => pin.Address.Equals(address));
        Asked.Add($"unpin {address}");
        return Done(true, null);
    }

    public Task<Answer<MembershipRecord>> JoinAsync(NetworkId network, HostId host, bool allowOverlap, CancellationToken cancel)
    {
        var (into, joins) = (fleet.Networks.Single(known => known.Id == network), fleet.Host(host)!);
        if (Overlapping.Contains(joins.Name) && !allowOverlap)
            return Done<MembershipRecord>(null, new("urn:cloudnet:conflict", "The host has routes into the network", 409, "Say that it may."));
        Asked.Add($"join {joins.Name} {into.Name}");
        var subnet = new IPNetwork(IPAddress.Parse($"10.100.{200 + into.Leases.Count}.0"), 24);
        var lease = new LeaseRecord(network, into.Name, host, joins.Name, subnet, 1, false, null, into.Revision);
        var joined = into with { Leases = [.. into.Leases, lease] };
        Fleet = new([.. fleet.Networks.Select(known => known == into ? joined : known)], fleet.Hosts, fleet.Workloads, fleet.At);
        return Done(new MembershipRecord(network, host, [lease]), null);
    }

    public Task<Answer<bool>> LeaveAsync(NetworkId network, HostId host, CancellationToken cancel)
    {
        Asked.Add($"leave {fleet.Host(host)!.Name} {fleet.Networks.Single(known => known.Id == network).Name}");
        return Done(true, null);
    }
}
