using CloudNet.EndToEnd.Hosts;
using CloudNet.EndToEnd.Processes;

namespace CloudNet.EndToEnd.Names;

/// <summary>A name server that a host asks: dnsmasq, which knows <c>outside.example</c>.</summary>
public sealed class Upstream : IAsyncDisposable
{
    private readonly LabHost host;
    private readonly ChildProcess process;

    private Upstream(LabHost host, ChildProcess process) => (this.host, this.process) = (host, process);

    /// <summary>Starts it on a host, and has the host ask there.</summary>
    public static async Task<Upstream> StartAsync(LabHost host, Lab lab)
    {
        var process = host.Namespace.Start(lab.LogOf($"upstream-{host.Name}"),
        [
            "dnsmasq", "--keep-in-foreground", "--conf-file=/dev/null", "--no-resolv", "--no-hosts", "--bind-interfaces", "--listen-address=127.0.0.7",
            "--pid-file=", "--user=root", "--address=/outside.example/192.0.2.7", "--local=/example/",
        ]);
        await Eventually.HoldsAsync("the name server listens", async () =>
            (await host.Namespace.RunAsync("ss", "-Hlun", "src 127.0.0.7")).Trim().Length > 0);
        var file = Path.Combine(host.StateFolder, "upstream-resolv.conf");
        await File.WriteAllTextAsync(file, "nameserver 127.0.0.7\n");
        await host.InsideAsync($"mount --bind {file} /etc/resolv.conf");
        return new(host, process);
    }

    public async ValueTask DisposeAsync()
    {
        await host.InsideAsync("umount /etc/resolv.conf");
        await process.KillAsync();
    }
}
