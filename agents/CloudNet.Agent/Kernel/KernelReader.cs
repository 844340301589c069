using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Ranges;
using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Kernel;

/// <summary>
/// Reads what CloudNet owns, through the tools' JSON: one run each of <c>ip</c>, <c>bridge</c>, <c>nft</c> and <c>sysctl</c>, all at once, and what
/// these do not tell. It costs a few milliseconds, and some 10 ms more for each 1,000 peers.
/// </summary>
internal sealed class KernelReader(ToolRunner tools)
{
    private const int Tries = 3;

    // One batch prints one array a line, in this order. -N: tables and types as numbers, whatever this host calls them.
    private static readonly string[] Ip = ["ip", "-json", "-details", "-N", "-batch", "-"];
    private static readonly string[] Addresses = ["ip", "-json", "-details", "address", "show"];
    private static readonly string IpLines =
        $"link show\naddress show\nneighbour show nud permanent\nroute show table all proto {KernelRoute.Protocol}\n";

    /// <summary>Reads all.</summary>
    public async Task<KernelState> ReadAsync(CancellationToken cancel)
    {
        var ip = RunAsync(Ip, IpLines, cancel);
        var bridge = RunAsync(["bridge", "-json", "fdb", "show"], null, cancel);
        var nft = NftAsync(cancel);
        var forwarding = ForwardingAsync(cancel);
        await Task.WhenAll(ip, bridge, nft, forwarding);
        using var shown = new JsonTexts(await ip, 4);
        using var fdb = new JsonTexts(await bridge, 1);
        try
        {
            var state = State(shown, fdb) with { Nft = await nft, Forwarding = await forwarding };
            state = await new BridgeSettingsReader(tools).CompletedAsync(state, cancel);
            state = await new WireguardReader(tools).CompletedAsync(state, cancel);
            state = await new UdpReader(tools).CompletedAsync(state, cancel);
            return await new SwitchReader(tools).CompletedAsync(state, cancel);
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new KernelException($"iproute2 or Open vSwitch printed what this agent does not understand: {error.Message}");
        }
    }

    /// <summary>Reads what the host is like apart from CloudNet; null where no link has the underlay address.</summary>
    public async Task<HostFacts?> FactsAsync(IPAddress underlay, CancellationToken cancel)
    {
        using var shown = new JsonTexts(await RunAsync(Addresses, null, cancel), 1);
        if (KernelJson.Facts(shown[0], underlay) is not { } facts) return null;
        var links = KernelJson.Outward(shown[0]).Prepend(facts.UnderlayLink).Distinct().ToArray();
        // -e: a kernel without IPv6, or a link that has just gone, has no such setting.
        string[] tool = ["sysctl", "-e", IpForwarding.Ipv4, IpForwarding.Ipv6, .. links.Select(link => $"net/ipv6/conf/{link}/accept_ra")];
        var settings = (await RunAsync(tool, null, cancel)).Split('\n').Select(line => line.Trim()).ToHashSet();
        // Every kernel has this one: without it the answer is none, and a host is not taken for one without IPv6 for that.
        if (!settings.Any(line => line.StartsWith(IpForwarding.Ipv4, StringComparison.Ordinal))) throw new KernelException("sysctl printed no settings");
        return facts with
        {
            Wireguard = DriverSupport.Wireguard(),
            Switch = await new SwitchSupport(tools).FindAsync(facts.UnderlayLink, cancel),
            Filtered = BridgeJson.Filtered(shown[0]).ToArray() is [_, ..] filtered ? [.. filtered] : default,
            HasIpv6 = settings.Any(line => line.StartsWith(IpForwarding.Ipv6, StringComparison.Ordinal)),
            // sysctl writes a point in a name as a slash.
            Advertised = [.. links.Where(link => settings.Contains($"net.ipv6.conf.{link.Replace('.', '/')}.accept_ra = 1"))],
        };
    }

    /// <summary>Whether a link that is not CloudNet's has an address.</summary>
    public async Task<bool> HasAddressAsync(IPAddress address, CancellationToken cancel)
    {
        using var shown = new JsonTexts(await RunAsync(Addresses, null, cancel), 1);
        return KernelJson.Facts(shown[0], address) is not null;
    }

    /// <summary>Reads all addresses of the host, CloudNet's too.</summary>
    public async Task<IReadOnlySet<IPAddress>> AddressesAsync(CancellationToken cancel)
    {
        using var shown = new JsonTexts(await RunAsync(Addresses, null, cancel), 1);
        return KernelJson.AllAddresses(shown[0]).ToHashSet();
    }

    /// <summary>Reads the routes that are not CloudNet's.</summary>
    public async Task<ImmutableArray<HostRange>> OtherRoutesAsync(CancellationToken cancel)
    {
        Task<string> Shown(string family) => RunAsync(["ip", "-json", "-details", "-N", family, "route", "show", "table", "main"], null, cancel);
        var (ipv4, ipv6) = (Shown("-4"), Shown("-6"));
        await Task.WhenAll(ipv4, ipv6);
        using var four = Listed(await ipv4);
        using var six = Listed(await ipv6);
        return [.. RouteText.Read(four[0], AddressFamily.InterNetwork), .. RouteText.Read(six[0], AddressFamily.InterNetworkV6)];
    }

    // Of a family that has no route, or that the kernel has not, iproute2 may print nothing at all.
    private static JsonTexts Listed(string shown) => new(string.IsNullOrWhiteSpace(shown) ? "[]" : shown, 1);

    private static KernelState State(JsonTexts shown, JsonTexts fdb) => new()
    {
        Links = KernelItems<KernelLink>.Of(KernelJson.Links(shown[0])),
        Addresses = KernelItems<KernelAddress>.Of(KernelJson.Addresses(shown[1])),
        Neighbours = KernelItems<KernelNeighbour>.Of(KernelJson.Neighbours(shown[2])),
        FdbEntries = KernelItems<KernelFdbEntry>.Of(KernelJson.FdbEntries(fdb[0])),
        Routes = KernelItems<KernelRoute>.Of(KernelJson.Routes(shown[3])),
    };

    private async Task<NftTable?> NftAsync(CancellationToken cancel)
    {
        string[] tool = ["nft", "-s", "list", "table", .. NftTable.Name.Split(' ')];
        var run = await tools.RunAsync(tool, null, null, cancel);
        if (run.ExitCode != 0)
            return run.Errors.Contains("No such file or directory", StringComparison.Ordinal) ? null : throw Failed(tool, run);
        return NftTable.Listed(run.Output);
    }

    // -e: a kernel without IPv6 has no such setting, and does not forward it.
    private async Task<KernelItems<IpForwarding>> ForwardingAsync(CancellationToken cancel)
    {
        var shown = await RunAsync(["sysctl", "-e", IpForwarding.Ipv4, IpForwarding.Ipv6], null, cancel);
        return KernelItems<IpForwarding>.Of(
            from family in (AddressFamily[])[AddressFamily.InterNetwork, AddressFamily.InterNetworkV6]
            let item = new IpForwarding(family, [])
            where shown.Split('\n').Any(line => line.Split(" = ") is [var name, var value] && name == item.Key.Scope && value.Trim() != "0")
            select item);
    }

    private async Task<string> RunAsync(string[] tool, string? input, CancellationToken cancel)
    {
        for (var tried = 1; ; tried++)
        {
            var run = await tools.RunAsync(tool, input, null, cancel);
            if (run.ExitCode != 0) throw Failed(tool, run);
            // The kernel says so when what it listed changed meanwhile: an item may be missing, so it is read again.
            if (!run.Errors.Contains("Dump was interrupted", StringComparison.Ordinal)) return run.Output;
            if (tried == Tries) throw Failed(tool, run);
        }
    }

    private static KernelException Failed(string[] tool, ToolOutput run) =>
        new($"'{string.Join(' ', tool)}' ended with status {run.ExitCode}: {run.Errors.Trim()}");
}
