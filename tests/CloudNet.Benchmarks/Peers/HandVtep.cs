using System.Diagnostics;
using System.Net;
using CloudNet.EndToEnd;
using CloudNet.EndToEnd.Namespaces;
using CloudNet.EndToEnd.Processes;

namespace CloudNet.Benchmarks.Peers;

/// <summary>A VTEP on a machine of its own, whose peers are added by one batch of <c>ip</c> and one of <c>bridge</c>.</summary>
internal sealed class HandVtep
{
    private readonly NetworkNamespace host;
    private readonly string folder;

    private HandVtep(NetworkNamespace host, string folder) => (this.host, this.folder) = (host, folder);

    /// <summary>Makes the machine and the VTEP.</summary>
    public static async Task<HandVtep> CreateAsync(Lab lab)
    {
        var made = new HandVtep(await lab.PlugAsync("hand", IPAddress.Parse("192.168.124.60")), lab.Folder);
        await made.ClearAsync();
        return made;
    }

    /// <summary>Adds peers.</summary>
    /// <returns>What the two batches took, ms.</returns>
    public async Task<double> AddAsync(int first, int peers)
    {
        var (ip, bridge) = ManyPeers.ByHand(first, peers);
        var (ipFile, bridgeFile) = (Path.Combine(folder, "ip.batch"), Path.Combine(folder, "bridge.batch"));
        await File.WriteAllTextAsync(ipFile, ip);
        await File.WriteAllTextAsync(bridgeFile, bridge);
        var began = Stopwatch.GetTimestamp();
        await Command.RunAsync("bridge", "-n", host.Name, "-batch", bridgeFile);
        await Command.RunAsync("ip", "-n", host.Name, "-batch", ipFile);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    /// <summary>The VTEP without peers.</summary>
    public Task ClearAsync() => host.TypeAsync("""
        ip link del vx0 2>/dev/null
        set -e; ip link add vx0 address 0a:00:00:00:00:01 type vxlan id 5 local 192.168.124.60 dstport 4789 nolearning; ip link set vx0 up
        """);
}
