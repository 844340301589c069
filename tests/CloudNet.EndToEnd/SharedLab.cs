using CloudNet.Contracts.Networks;

namespace CloudNet.EndToEnd;

/// <summary>
/// One lab for all tests that need no other: a controller with its own PostgreSQL, hosts v1, v2 and v3, and the two networks
/// of the demo with a container on each of their hosts. A test that breaks something puts it right again.
/// </summary>
public sealed class SharedLab : IAsyncLifetime
{
    public Lab Lab { get; private set; } = null!;

    public LabController Controller { get; private set; } = null!;

    public ControllerApi Api => Controller.Api;

    public LabHost V1 { get; private set; } = null!;

    public LabHost V2 { get; private set; } = null!;

    public LabHost V3 { get; private set; } = null!;

    /// <summary>10.100.0.0/16, vxlan, a container on each of the three hosts.</summary>
    public IReadOnlyList<Container> Blue { get; private set; } = [];

    /// <summary>172.17.0.0/16, routed, a container on v1 and one on v2.</summary>
    public IReadOnlyList<Container> Classic { get; private set; } = [];

    public NetworkRecord BlueNetwork { get; private set; } = null!;

    public NetworkRecord ClassicNetwork { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Lab = await Lab.CreateAsync();
        Controller = await Lab.ControllerAsync();
        BlueNetwork = await Api.CreateNetworkAsync("blue", "10.100.0.0/16", "vxlan");
        ClassicNetwork = await Api.CreateNetworkAsync("classic", "172.17.0.0/16", "routed");
        await Api.ReserveAsync("classic", "v1", "172.17.1.0/24");
        await Api.ReserveAsync("classic", "v2", "172.17.2.0/24");
        V1 = await HostAsync("v1", "blue", "classic");
        V2 = await HostAsync("v2", "blue", "classic");
        V3 = await HostAsync("v3", "blue");
        foreach (var host in new[] { V1, V2, V3 }) await host.InSyncAsync(Api);
        Blue = [await V1.AttachAsync("blue"), await V2.AttachAsync("blue"), await V3.AttachAsync("blue")];
        Classic = [await V1.AttachAsync("classic"), await V2.AttachAsync("classic")];
    }

    /// <summary>A further host, in the lab and enrolled.</summary>
    public async Task<LabHost> HostAsync(string name, params string[] networks)
    {
        var host = await Lab.MachineAsync(name);
        await host.JoinAsync(Controller, networks);
        return host;
    }

    public ValueTask DisposeAsync() => Lab.DisposeAsync();
}
