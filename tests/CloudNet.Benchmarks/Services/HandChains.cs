using System.Diagnostics;
using System.Net;
using CloudNet.EndToEnd;
using CloudNet.EndToEnd.Namespaces;
using CloudNet.EndToEnd.Processes;

namespace CloudNet.Benchmarks.Services;

/// <summary>A table with a chain a service, on a machine of its own.</summary>
internal sealed class HandChains
{
    private readonly NetworkNamespace host;
    private readonly string file;

    private HandChains(NetworkNamespace host, string folder) => (this.host, file) = (host, Path.Combine(folder, "chains.nft"));

    /// <summary>Makes the machine and the table.</summary>
    public static async Task<HandChains> CreateAsync(Lab lab)
    {
        var made = new HandChains(await lab.PlugAsync("chains", IPAddress.Parse("192.168.124.61")), lab.Folder);
        await made.host.TypeAsync("""
            nft 'add table ip hand; add map ip hand services { type ipv4_addr . inet_proto . inet_service : verdict; }
            add chain ip hand prerouting { type nat hook prerouting priority dstnat; }
            add rule ip hand prerouting ip daddr . meta l4proto . th dport vmap @services'
            """);
        return made;
    }

    /// <summary>Adds services.</summary>
    /// <returns>What <c>nft -f</c> took, ms.</returns>
    public async Task<double> AddAsync(int first, int count)
    {
        await File.WriteAllTextAsync(file, ManyServices.ByChains(first, count));
        var began = Stopwatch.GetTimestamp();
        await Command.RunAsync("ip", "netns", "exec", host.Name, "nft", "-f", file);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
