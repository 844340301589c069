using System.Net;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Control;
using CloudNet.Agent.Plan;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Paths;

/// <summary>Asks somebody for one echo, now, by the way that a workload's packet would take.</summary>
/// <param name="networks">The networks as they are built.</param>
/// <param name="attachments">The workloads of this host.</param>
/// <param name="prober">Asks.</param>
internal sealed class PathPing(LiveNetworks networks, LiveAttachments attachments, PathProber prober)
{
    /// <summary>Asks through each network that leads to the target.</summary>
    public async Task<PingAnswer> AskAsync(PingRequest request, CancellationToken stop)
    {
        var ways = networks.Current
            .Where(network => request.Network is null || request.Network == network.Settings.Name || request.Network == network.View.Id.ToString())
            .SelectMany(network => AddressesOf(request.Target, network).Distinct().Select(address => AskAsync(network, address, stop)));
        return new([.. await Task.WhenAll(ways)]);
    }

    private IEnumerable<IPAddress> AddressesOf(string target, NetworkOnHost network)
    {
        if (IPAddress.TryParse(target, out var address)) return network.Subnets.Any(own => own.Ranges.Any(range => range.Contains(address))) ? [address] : [];
        var peers =
            from peer in network.Peers
            where peer.Name == target
            from own in network.Subnets
            let subnet = NetworkOnHost.SubnetOf(peer, own.Family)
            where subnet is not null
            select HostSubnet.GatewayOf(subnet.Value);
        var workloads = attachments.Current.Entries.Select(entry => entry.Attachment)
            .Where(workload => workload.Network == network.View.Id && workload.Name == target).SelectMany(workload => workload.Addresses);
        return peers.Concat(workloads);
    }

    private async Task<PingState> AskAsync(NetworkOnHost network, IPAddress address, CancellationToken stop)
    {
        var own = network.Subnets.First(subnet => subnet.Family == address.AddressFamily);
        var holder = network.View.Members.Values.FirstOrDefault(member => member.Subnets().Any(subnet => subnet.Contains(address)));
        var took = await prober.AskAsync(own.Gateway, address, EchoPacket.Least, stop);
        var underlay = holder?.Host == network.Self.Host ? null : holder?.Underlay;
        bool? outside = took is null && underlay is not null ? await prober.AnswersOutsideAsync(underlay, stop) : null;
        int? microseconds = took is { } time ? (int)time.TotalMicroseconds : null;
        return new(network.Settings.Name, network.Settings.Driver, holder?.Name, address, microseconds, underlay, outside);
    }
}
