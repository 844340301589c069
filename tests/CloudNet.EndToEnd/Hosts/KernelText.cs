using System.Net;
using CloudNet.EndToEnd.Namespaces;

namespace CloudNet.EndToEnd.Hosts;

/// <summary>What the kernel holds, in the words of ip and nft.</summary>
public static class KernelText
{
    public static Task<string[]> LinesAsync(LabHost host, string command) => LinesAsync(host.Namespace, command);

    public static async Task<string[]> LinesAsync(NetworkNamespace where, string command) =>
        (await where.TypeAsync(command)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The IPv4 address of a link.</summary>
    public static async Task<IPAddress> AddressAsync(LabHost host, string link)
    {
        var line = (await LinesAsync(host, $"ip -4 -o address show dev {link}")).Single();
        return IPAddress.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3].Split('/')[0]);
    }

    /// <summary>
    /// All that CloudNet owns on a host: links, addresses, routes, neighbours, FDB entries, nft table. Sorted, without counters;
    /// nothing but a newline where there is nothing. One shell, so that it is quick enough to time a repair with.
    /// </summary>
    public static Task<string> OwnedAsync(LabHost host) => host.Namespace.TypeAsync("""
        {
          ip -o link show | sed -nE 's/^[0-9]+: (cn-[^:@]*)[^:]*: (<[^>]*> mtu [0-9]+).*/link \1 \2/p'
          ip -o address show | awk '$2 ~ /^cn-/ && !/ scope link/ { print "address", $2, $4 }'
          ip -4 route show proto 77 | sed 's/^/route /'
          ip -6 route show proto 77 | sed 's/^/route /'
          ip neighbour show nud permanent | sed -n '/ dev cn-/s/^/neighbour /p'
          bridge fdb show | sed -n '/ dev cn-.* dst /s/^/fdb /p'
        } | sort
        echo
        nft -s list table inet cloudnet 2>/dev/null || true
        """);

    /// <summary>All that is not CloudNet's on a host: what no step of the agent may ever change.</summary>
    public static async Task<string> ForeignAsync(LabHost host)
    {
        var links = await LinesAsync(host, "ip -o link show | sed -E 's/^[0-9]+: //; s/@[^:]*//' | grep -v ^cn-");
        var addresses = await LinesAsync(host, "ip -o address show | awk '$2 !~ /^cn-/ { print $2, $3, $4 }'");
        var routes = await LinesAsync(host, "(ip -4 route show table all; ip -6 route show) | grep -v -e 'proto 77' -e 'dev cn-'");
        var neighbours = await LinesAsync(host, "ip neighbour show nud permanent | grep -v 'dev cn-' || true");
        var rules = await LinesAsync(host, "ip rule show");
        var tables = await host.Namespace.TypeAsync(
            "for table in $(nft list tables | grep -v 'inet cloudnet$' | sed 's/^table //; s/ /:/'); do nft -s list table ${table%%:*} ${table#*:}; done");
        return string.Join('\n', [.. links.Order(), .. addresses.Order(), .. routes.Order(), .. neighbours.Order(), .. rules]) + "\n" + tables;
    }
}
