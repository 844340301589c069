using System.Diagnostics;
using System.Net;
using CloudNet.Benchmarks.Services;
using CloudNet.EndToEnd.Hosts;
using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.Benchmarks.Labels;

/// <summary>A real container whose label is changed on its host, and looked for in another host's kernel.</summary>
/// <param name="Host">Its host.</param>
/// <param name="Name">Its name.</param>
/// <param name="Address">Its address.</param>
/// <param name="Other">The host that is looked at.</param>
internal sealed record LabelProbe(LabHost Host, string Name, IPAddress Address, LabHost Other)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);

    /// <summary>The service that it is behind.</summary>
    public string Service { get; private set; } = "";

    /// <summary>Attaches a container, behind no service.</summary>
    public static async Task<LabelProbe> AttachAsync(LabHost host, LabHost other, NetworkNamespace inside)
    {
        var container = await host.AttachAsync("blue", inside, inside.Name);
        return new(host, container.Name, container.Address, other);
    }

    /// <summary>Has it behind a service that nobody else is behind, as an operator types it; how long until the other host leads there, ms.</summary>
    public async Task<double> MoveAsync(string service, IPAddress vip)
    {
        var began = Stopwatch.GetTimestamp();
        var changed = await Host.CloudNetAsync("label", Name, $"{LabelledHost.Label}={service}");
        if (changed.Status != 0) throw new InvalidOperationException(changed.Errors);
        Service = service;
        await new ElementProbe(Other.Namespace).HasAsync("ip-services", $"{vip} . tcp . 80", Between);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
