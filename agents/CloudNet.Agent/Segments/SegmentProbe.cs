using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Paths;
using CloudNet.Agent.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Segments;

/// <summary>
/// Asks the other hosts of a segment whether an address is in use there, before a workload here is given it. Nobody else may have it; what has it all the
/// same was left over from an earlier lease, did not end where it moved from, or was set by hand. The question leaves through the tunnel itself, past the
/// bridge; the answer is for the tunnel's MAC, so it comes up from the bridge.
/// </summary>
/// <param name="networks">The networks as they are built.</param>
/// <param name="make">Makes sockets of the host.</param>
/// <param name="clock">Tells time.</param>
internal sealed class SegmentProbe(LiveNetworks networks, Func<AddressFamily, SocketType, ProtocolType, Socket> make, TimeProvider clock)
{
    /// <summary>How long an answer may take: a workload waits for it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private const int LongestAnswer = 128;

    /// <summary>Which of these addresses somebody has on another host, and with which MAC; null where nobody answers, or there is nobody to be asked.</summary>
    public async Task<(IPAddress Address, MacAddress Mac)?> HolderAsync(NetworkId id, IEnumerable<IPAddress> addresses, CancellationToken stop)
    {
        if (Shared(id) is not { } network || Links(network) is not var (device, bridge, own)) return null;
        using var enough = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, stop);
        var asked = addresses.Select(address => AskAsync(address, device, bridge, own, either.Token)).ToArray();
        var found = await Task.WhenAll(asked);
        stop.ThrowIfCancellationRequested();
        return found.FirstOrDefault(one => one is not null);
    }

    /// <summary>Whether there is anybody to be asked.</summary>
    public bool Asks(NetworkId id) => Shared(id) is not null;

    private NetworkOnHost? Shared(NetworkId id) =>
        networks.Current.FirstOrDefault(one => one.View.Id == id && one.Plane.IsLayer2 && one.Peers.Any());

    private (int Device, int Bridge, MacAddress Own)? Links(NetworkOnHost network)
    {
        try
        {
            var links = new LinkNumbers(make);
            return links.IndexOf(network.Device) is { } device && links.IndexOf(network.Bridge) is { } bridge && links.MacOf(network.Device) is { } own
                ? (device, bridge, own)
                : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private async Task<(IPAddress Address, MacAddress Mac)?> AskAsync(IPAddress address, int device, int bridge, MacAddress own, CancellationToken stop)
    {
        var type = NeighbourQuestion.TypeOf(address.AddressFamily);
        try
        {
            using var socket = make(AddressFamily.Packet, SocketType.Raw, LinkEndPoint.Protocol(type));
            socket.Bind(new LinkEndPoint(bridge, type));
            await socket.SendToAsync(NeighbourQuestion.For(address, own), SocketFlags.None, new LinkEndPoint(device, type), stop);
            for (var frame = new byte[LongestAnswer]; ;)
            {
                var length = await socket.ReceiveAsync(frame, SocketFlags.None, stop);
                if (NeighbourQuestion.IsAnswer(frame.AsSpan(0, Math.Min(length, frame.Length)), address, own, out var holder)) return (address, holder);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException)
        {
            // Nobody has it; or the host gives no such socket, or the link has just gone, and the workload waits for none of that.
            return null;
        }
    }
}
