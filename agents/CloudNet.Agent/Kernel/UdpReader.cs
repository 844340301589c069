using System.Net;
using System.Text.Json;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Udp.Control;

namespace CloudNet.Agent.Kernel;

/// <summary>Reads what <c>ip</c> does not tell of the TUNs of the driver udp, from the processes that carry them: one run of this program a link.</summary>
internal sealed class UdpReader(ToolRunner tools)
{
    /// <summary>The state with these links' addresses and ports, and with their peers. A link that nobody carries is one of another kind.</summary>
    public async Task<KernelState> CompletedAsync(KernelState state, CancellationToken cancel)
    {
        var tuns = state.Links.OfType<UdpLink>().ToArray();
        if (tuns.Length == 0) return state;
        var links = new List<KernelLink>();
        var peers = new List<UdpPeer>();
        foreach (var tun in tuns)
        {
            var run = await tools.AskAsync([OwnProgram.Path, "udp", "show", "--json", "--control", UdpLink.ControlOf(tun.Name)], cancel);
            var shown = run.ExitCode == 0 ? JsonSerializer.Deserialize(run.Output, TunnelJson.Default.TunnelState) : null;
            links.Add(shown is null ? new OtherLink(tun.Name, "tun") : tun with { Local = IPAddress.Parse(shown.Local), Port = shown.Port });
            if (shown is not null) peers.AddRange(shown.Peers.Select(peer => Peer(tun.Name, peer)));
        }
        return state.WithLinks(tuns.Select(tun => tun.Name).ToHashSet(), links) with { UdpPeers = KernelItems<UdpPeer>.Of(peers) };
    }

    private static UdpPeer Peer(string link, PeerState peer) => new(
        link, IPEndPoint.Parse(peer.Endpoint),
        [.. peer.Subnets.Select(IPNetwork.Parse).OrderBy(subnet => subnet.BaseAddress.AddressFamily).ThenBy(subnet => AddressNumber.Of(subnet.BaseAddress))]);
}
