using CloudNet.EndToEnd.Hosts;
using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.EndToEnd.Services;

/// <summary>A container with the label app=web that answers at port 8080 with its name, and at port 8090 with the same by HTTP.</summary>
public sealed record ServiceBackend(LabHost Host, NetworkNamespace Namespace, string Name)
{
    private const int Port = 8080, HttpPort = 8090;

    /// <summary>Makes one; it answers before it is attached.</summary>
    public static async Task<ServiceBackend> AttachAsync(SharedLab lab, LabHost host, string network, string name)
    {
        var made = await lab.Lab.NamespaceAsync(name);
        await ListenAsync(lab, made, name);
        await ServeAsync(lab, made, name);
        var attached = await host.CloudNetAsync("attach", made.Name, "--network", network, "--name", name, "--label", "app=web");
        return attached.Status == 0 ? new(host, made, name) : throw new InvalidOperationException(attached.Errors);
    }

    /// <summary>It answers no more, and is attached still.</summary>
    public async Task StopAsync()
    {
        await Namespace.RunAsync("sh", "-c", $"kill $(ss -Hltnp 'sport = :{Port}' | grep -o 'pid=[0-9]*' | cut -d= -f2)");
        await Eventually.HoldsAsync($"{Name} is gone", async () => !await IsListeningAsync(Namespace, Port));
    }

    /// <summary>It answers again.</summary>
    public Task StartAsync(SharedLab lab) => ListenAsync(lab, Namespace, Name);

    private static async Task ListenAsync(SharedLab lab, NetworkNamespace inside, string name)
    {
        inside.Start(lab.Lab.LogOf(name), ["socat", $"TCP4-LISTEN:{Port},fork,reuseaddr,backlog=64", $"SYSTEM:echo {name},nofork"]);
        await Eventually.HoldsAsync($"{name} listens", () => IsListeningAsync(inside, Port));
    }

    // The same by HTTP.
    private static async Task ServeAsync(SharedLab lab, NetworkNamespace inside, string name)
    {
        var script = lab.Lab.LogOf($"{name}-http") + ".sh";
        await File.WriteAllTextAsync(script, $$"""
            read -r request
            while read -r header && [ ${#header} -gt 1 ]; do :; done
            printf 'HTTP/1.1 200 OK\r\nContent-Length: {{name.Length}}\r\nConnection: close\r\n\r\n{{name}}'

            """);
        inside.Start(lab.Lab.LogOf($"{name}-http"), ["socat", $"TCP4-LISTEN:{HttpPort},fork,reuseaddr,backlog=64", $"EXEC:sh {script}"]);
        await Eventually.HoldsAsync($"{name} serves", () => IsListeningAsync(inside, HttpPort));
    }

    private static async Task<bool> IsListeningAsync(NetworkNamespace inside, int port) =>
        (await inside.RunAsync("ss", "-Hltn", $"sport = :{port}")).Trim().Length > 0;

    /// <summary>Changes its labels, as an operator types it.</summary>
    public async Task LabelAsync(params string[] change) => Assert.Equal(0, (await Host.CloudNetAsync(["label", Name, .. change])).Status);

    /// <summary>Takes it off its network.</summary>
    public async Task DetachAsync() => Assert.Equal(0, (await Host.CloudNetAsync("detach", Name)).Status);
}
