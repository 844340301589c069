using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using CloudNet.Agent.Plan;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Kernel;

/// <summary>Reads what <c>ip</c> does not tell of WireGuard's devices, through <c>wg</c>: one run a device, and none where there is none.</summary>
internal sealed class WireguardReader(ToolRunner tools)
{
    private const string Nothing = "(none)";

    /// <summary>The state with its devices' ports and keys, and with their peers. A device that nobody serves is one of another kind.</summary>
    public async Task<KernelState> CompletedAsync(KernelState state, CancellationToken cancel)
    {
        var devices = state.Links.OfType<WireguardLink>().ToArray();
        if (devices.Length == 0) return state;
        var links = new List<KernelLink>();
        var peers = new List<WireguardPeer>();
        foreach (var device in devices)
        {
            var run = await tools.AskAsync(["wg", "show", device.Name, "dump"], cancel);
            string[][] lines = [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))];
            var isServed = run.ExitCode == 0 && lines is [[_, _, _, _], ..];
            links.Add(isServed ? Device(device, lines[0]) : new OtherLink(device.Name, "tun"));
            if (isServed) peers.AddRange(lines.Skip(1).Where(line => line.Length == 8).Select(line => Peer(device.Name, line)));
        }
        return state.WithLinks(devices.Select(device => device.Name).ToHashSet(), links) with { WireguardPeers = KernelItems<WireguardPeer>.Of(peers) };
    }

    // Private key, public key, port, mark.
    private static WireguardLink Device(WireguardLink device, string[] line) =>
        device with { PublicKey = KeyOf(line[1]), Port = int.TryParse(line[2], CultureInfo.InvariantCulture, out var port) ? port : 0 };

    // Public key, pre-shared key, endpoint, addresses, last handshake, received, sent, keepalive.
    private static WireguardPeer Peer(string device, string[] line) => new(
        device, KeyOf(line[0]), IPEndPoint.TryParse(line[2], out var endpoint) ? endpoint : null,
        line[3] == Nothing ? [] : [.. line[3].Split(',').Select(IPNetwork.Parse).OrderBy(network => network.BaseAddress.AddressFamily).ThenBy(
            network => AddressNumber.Of(network.BaseAddress))],
        PresharedKey.TryParse(line[1], out var secret) ? secret.Mark : null);

    private static WireguardKey KeyOf(string text) => WireguardKey.TryParse(text, null, out var key) ? key : default;
}
