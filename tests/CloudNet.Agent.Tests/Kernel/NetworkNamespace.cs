using System.Diagnostics;
using CloudNet.Agent.Kernel;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>A fresh network namespace, gone again when it is disposed of; what an earlier run that was killed left is gone, too.</summary>
internal sealed class NetworkNamespace : IAsyncDisposable
{
    private const string Prefix = "cnk-";
    private const string Folder = "/run/netns";
    private static int made;
    private static bool swept;

    private NetworkNamespace(string name) => Name = name;

    /// <summary>Its name for <c>ip netns</c>.</summary>
    public string Name { get; }

    /// <summary>Its path.</summary>
    public string Path => $"{Folder}/{Name}";

    /// <summary>Makes an empty one.</summary>
    public static async Task<NetworkNamespace> CreateAsync()
    {
        if (!Interlocked.Exchange(ref swept, true)) await SweepAsync();
        var made = new NetworkNamespace($"{Prefix}{Environment.ProcessId}-{Interlocked.Increment(ref NetworkNamespace.made)}");
        await ShellAsync($"ip netns add {made.Name}");
        return made;
    }

    /// <summary>
    /// Makes one that looks like a host: eth0 with 192.168.124.51/24, a default route, and things that are somebody else's.
    /// </summary>
    public static async Task<NetworkNamespace> CreateHostAsync()
    {
        var host = await CreateAsync();
        await host.RunAsync("""
            ip link set dev lo up
            ip link add eth0 type veth peer name wire0
            ip address add 192.168.124.51/24 dev eth0
            ip link set dev wire0 up
            ip link set dev eth0 up
            ip route add default via 192.168.124.1
            """);
        return host;
    }

    /// <summary>Runs shell lines inside; what they print. Fails with their words where one of them fails.</summary>
    public Task<string> RunAsync(string lines) => ShellAsync(lines, $"--net={Path}");

    /// <summary>Makes a socket inside, in a thread of its own that ends afterwards: no thread of the pool may be left in another namespace.</summary>
    public T Make<T>(Func<T> make)
    {
        T? made = default;
        Exception? fault = null;
        var thread = new Thread(() =>
        {
            var file = Libc.Open(Path, 0);
            try
            {
                Libc.Check(Libc.SetNamespace(file, Libc.NetworkNamespace), "setns");
                made = make();
            }
            catch (Exception caught)
            {
                fault = caught;
            }
            _ = Libc.Close(file);
        });
        thread.Start();
        thread.Join();
        return fault is null ? made! : throw fault;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await ShellAsync($"ip netns del {Name}; rm -rf /etc/netns/{Name}");

    private static async Task SweepAsync()
    {
        if (!Directory.Exists(Folder)) return;
        foreach (var name in Directory.GetFiles(Folder, $"{Prefix}*").Select(System.IO.Path.GetFileName))
            if (!Directory.Exists($"/proc/{name!.Split('-')[1]}")) await ShellAsync($"ip netns pids {name} | xargs -r kill; ip netns del {name}; rm -rf /etc/netns/{name}");
    }

    private static async Task<string> ShellAsync(string lines, string? netns = null)
    {
        string[] line = netns is null ? ["sh", "-e"] : ["nsenter", netns, "sh", "-e"];
        using var process = Process.Start(new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        await process.StandardInput.WriteAsync(lines + "\n");
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"'{lines}' ended with status {process.ExitCode}: {await errors}");
    }
}
