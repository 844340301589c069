using System.Net;
using CloudNet.EndToEnd;
using CloudNet.EndToEnd.Hosts;
using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.Benchmarks.Drivers;

/// <summary>One subnet through Open vSwitch and GRE, set up by hand with <c>ovs-vsctl</c> on two machines of its own, as pipework's users do.</summary>
internal static class HandMadeSwitch
{
    // Of 1500: IPv4 20, GRE with its key 8, Ethernet 14.
    private const int Mtu = 1458;

    /// <summary>Two containers on two hosts, joined by hand.</summary>
    public static async Task<Ends> PairAsync(Lab lab)
    {
        LabHost[] hosts = [await lab.MachineAsync("hand1"), await lab.MachineAsync("hand2")];
        NetworkNamespace[] ends = [await lab.NamespaceAsync("hand1c"), await lab.NamespaceAsync("hand2c")];
        foreach (var host in hosts) await host.StartSwitchAsync();
        for (var at = 0; at < 2; at++)
        {
            await hosts[at].InsideAsync($"""
                set -e
                ip link add br0 mtu {Mtu} type bridge; ip link set br0 up
                ip link add c0 mtu {Mtu} type veth peer name eth0 netns {ends[at].Name}; ip link set c0 master br0 up
                ovs-vsctl --timeout=10 add-br ov0 -- set bridge ov0 datapath_type=netdev -- set interface ov0 mtu_request={Mtu} \
                  -- add-port ov0 gre0 -- set interface gre0 type=gre options:key=60 \
                  options:local_ip={hosts[at].Address} options:remote_ip={hosts[1 - at].Address}
                ip link set ov0 master br0 up
                """);
            await ends[at].TypeAsync($"ip address add 10.60.0.{at + 1}/16 dev eth0; ip link set eth0 mtu {Mtu} up");
        }
        return new(ends[0], ends[1], IPAddress.Parse("10.60.0.2"));
    }
}
