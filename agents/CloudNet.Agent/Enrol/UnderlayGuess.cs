using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace CloudNet.Agent.Enrol;

/// <summary>Finds the address that peers shall send to, where the person who installs gave none.</summary>
internal static class UnderlayGuess
{
    /// <summary>
    /// The source address of the route to the controller: connecting a UDP socket sends nothing, but makes the kernel choose.
    /// Null where the route is a loopback, which no peer can reach.
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
            if (socket.LocalEndPoint is IPEndPoint { Address: var local } && !IPAddress.IsLoopback(local)) return local;
        }
        return null;
    }

    /// <summary>Whether an address is on a link of this host.</summary>
    public static bool IsHere(IPAddress address) =>
        NetworkInterface.GetAllNetworkInterfaces().Any(link => link.GetIPProperties().UnicastAddresses.Any(on => on.Address.Equals(address)));
}
