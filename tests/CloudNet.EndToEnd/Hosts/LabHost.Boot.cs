using System.Net;
using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.EndToEnd.Hosts;

/// <summary>Its kernel: from the start to the end, and where it is on the lan.</summary>
public sealed partial class LabHost
{
    public async Task BootAsync()
    {
        network = await lab.PlugAsync(name, Address);
        await network.RunAsync("ip", "route", "add", "default", "via", Gateway);
        files = await MountNamespace.CreateAsync(network);
    }

    /// <summary>
    /// Open vSwitch in user space, with the host's NIC, from then on nic0, as a port of its bridge eth0, which has the address: what an operator sets up
    /// where the kernel has none.
    /// </summary>
    public async Task StartSwitchAsync()
    {
        // What the kernel leaves to a NIC to be summed Open vSwitch would take as it is.
        var port = (await InsideAsync("ip -o link show dev eth0 | sed 's/.*eth0@if//; s/:.*//'")).Trim();
        await lab.Lan.TypeAsync($"ethtool -K $(ip -o link | sed -n 's/^{port}: //p' | sed 's/@.*//') tx off");
        await InsideAsync($"""
            set -e
            ip link set dev eth0 down; ip link set dev eth0 name nic0; ip address flush dev nic0; ip link set dev nic0 up
            cd /run/openvswitch
            ovsdb-tool create conf.db /usr/share/openvswitch/vswitch.ovsschema
            ovsdb-server conf.db --remote=punix:/run/openvswitch/db.sock --pidfile --detach --no-chdir -vconsole:off -vsyslog:off
            ovs-vsctl --no-wait init
            ovs-vswitchd unix:/run/openvswitch/db.sock --pidfile --detach -vconsole:off -vsyslog:off
            ovs-vsctl --timeout=10 add-br eth0 -- set bridge eth0 datapath_type=netdev -- add-port eth0 nic0
            ip address add {Address}/24 dev eth0; ip link set dev eth0 up; ip route add default via {Gateway}
            """);
    }

    /// <summary>All links, tables and processes gone; the agent is not started again by this.</summary>
    public async Task RebootAsync()
    {
        await NetworkNamespace.KillAllAsync(Namespace.Name);
        // A namespace lives on for minutes while a connection waits for a last word, and forwards meanwhile, which no machine does that is off.
        await Namespace.TypeAsync("for link in $(ls /sys/class/net); do ip link del $link 2>/dev/null; done; true");
        await Namespace.DeleteAsync();
        await BootAsync();
    }

    /// <summary>Another address on the lan in the place of its own, as DHCP gives one to a host that runs.</summary>
    public async Task ReaddressAsync(IPAddress other)
    {
        await Namespace.RunAsync("ip", "address", "del", Address + "/24", "dev", "eth0");
        await Namespace.RunAsync("ip", "address", "add", other + "/24", "dev", "eth0");
        await Namespace.RunAsync("ip", "route", "add", "default", "via", Gateway);
        Address = other;
    }
}
