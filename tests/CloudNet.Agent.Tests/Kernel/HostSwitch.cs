namespace CloudNet.Agent.Tests.Kernel;

/// <summary>
/// Open vSwitch on a host of a <see cref="Wire"/>: its database, its switch in user space, and of it the bridge <c>eth0</c>, whose port the host's NIC
/// is. It ends when it is disposed of.
/// </summary>
internal sealed class HostSwitch : IAsyncDisposable
{
    /// <summary>Name of the host's NIC.</summary>
    public const string Nic = "nic0";

    /// <summary>The line that starts the database.</summary>
    public const string StartDatabase =
        "ovsdb-server /run/openvswitch/conf.db --remote=punix:/run/openvswitch/db.sock --pidfile --detach --no-chdir -vconsole:off -vsyslog:off";

    /// <summary>The line that starts the switch itself, without the database.</summary>
    public const string Start = "ovs-vswitchd unix:/run/openvswitch/db.sock --pidfile --detach --log-file=/run/openvswitch/log -vconsole:off -vsyslog:off";

    private readonly NetworkNamespace host;
    private readonly MountNamespace mount;

    private HostSwitch(NetworkNamespace host, MountNamespace mount) => (this.host, this.mount) = (host, mount);

    /// <summary>Starts it, and takes the NIC in.</summary>
    /// <param name="host">The host.</param>
    /// <param name="mount">Its view of the files, with a folder /run/openvswitch of its own.</param>
    /// <param name="middle">Where the NIC's other end is.</param>
    /// <param name="other">The name that has there.</param>
    public static async Task<HostSwitch> StartAsync(NetworkNamespace host, MountNamespace mount, NetworkNamespace middle, string other)
    {
        // What the kernel leaves to a NIC to be summed Open vSwitch would take as it is.
        await middle.RunAsync($"ethtool -K {other} tx off");
        await mount.RunAsync(host, $"""
            cd /run/openvswitch
            ovsdb-tool create conf.db /usr/share/openvswitch/vswitch.ovsschema
            {StartDatabase}
            ovs-vsctl --no-wait init
            {Start}
            ovs-vsctl --timeout=10 add-br eth0 -- set bridge eth0 datapath_type=netdev -- add-port eth0 {Nic}
            """);
        return new(host, mount);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await mount.RunAsync(host, "for of in /run/openvswitch/*.pid; do kill $(cat $of) || true; done");
}
