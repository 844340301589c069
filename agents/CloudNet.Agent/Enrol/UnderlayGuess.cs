using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace CloudNet.Agent.Enrol;

/// <summary>Finds the address that peers shall send to, where the person who installs gave none.</summary>
internal static class UnderlayGuess
{
    private static readonly IPNetwork SelfGiven = IPNetwork.Parse("169.254.0.0/16"); // Where DHCP gave none (RFC 3927).
    private static readonly TimeSpan LongestLookup = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The source address of the route to the controller: connecting a UDP socket sends nothing, but makes the kernel choose.
    /// Null where the route is a loopback or the address is one that the host gave itself, neither of which a peer can reach.
    /// </summary>
    public static async Task<IPAddress?> TowardsAsync(ControllerAddress controller, CancellationToken stop)
    {
        var addresses = await Dns.GetHostAddressesAsync(controller.Root.IdnHost, stop);
        foreach (var remote in addresses.OrderBy(address => address.AddressFamily == AddressFamily.InterNetwork ? 0 : 1))
        {
            using var socket = new Socket(remote.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(remote, controller.Root.Port), stop);
            }
            catch (SocketException)
            {
                continue; // No route to this address of the controller; another may have one.
            }
            if (socket.LocalEndPoint is IPEndPoint { Address: var local } && !IPAddress.IsLoopback(local) && !SelfGiven.Contains(local)) return local;
        }
        return null;
    }

    /// <summary>The same for a host that runs already: null also where the controller's name cannot be looked up within ten seconds.</summary>
    public static async Task<IPAddress?> AnewAsync(ControllerAddress controller, CancellationToken stop)
    {
        using var timer = new CancellationTokenSource(LongestLookup);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stop);
        try
        {
            return await TowardsAsync(controller, either.Token);
        }
        catch (Exception fault) when (fault is SocketException || (fault is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>Whether an address is on a link of this host.</summary>
    public static bool IsHere(IPAddress address) =>
        NetworkInterface.GetAllNetworkInterfaces().Any(link => link.GetIPProperties().UnicastAddresses.Any(on => on.Address.Equals(address)));
}
