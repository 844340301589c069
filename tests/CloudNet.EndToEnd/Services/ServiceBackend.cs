using CloudNet.EndToEnd.Hosts;
using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.EndToEnd.Services;

/// <summary>A container with the label app=web that answers at port 8080 with its name.</summary>
public sealed record ServiceBackend(LabHost Host, NetworkNamespace Namespace, string Name)
{
    private const int Port = 8080;

    /// <summary>Makes one; it answers before it is attached.</summary>
    public static async Task<ServiceBackend> AttachAsync(SharedLab lab, LabHost host, string network, string name)
    {
        var made = await lab.Lab.NamespaceAsync(name);
        made.Start(lab.Lab.LogOf(name), ["socat", $"TCP4-LISTEN:{Port},fork,reuseaddr,backlog=64", $"SYSTEM:echo {name},nofork"]);
        await Eventually.HoldsAsync($"{name} listens", async () => (await made.RunAsync("ss", "-Hltn", $"sport = :{Port}")).Trim().Length > 0);
        var attached = await host.CloudNetAsync("attach", made.Name, "--network", network, "--name", name, "--label", "app=web");
        return attached.Status == 0 ? new(host, made, name) : throw new InvalidOperationException(attached.Errors);
    }

    /// <summary>Changes its labels, as an operator types it.</summary>
    public async Task LabelAsync(params string[] change) => Assert.Equal(0, (await Host.CloudNetAsync(["label", Name, .. change])).Status);

    /// <summary>Takes it off its network.</summary>
    public async Task DetachAsync() => Assert.Equal(0, (await Host.CloudNetAsync("detach", Name)).Status);
}
