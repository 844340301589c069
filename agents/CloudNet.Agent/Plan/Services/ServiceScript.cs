using System.Text;
using CloudNet.Agent.Plan.Tables;

namespace CloudNet.Agent.Plan.Services;

/// <summary>Writes the maps and chains of the services' table.</summary>
internal static class ServiceScript
{
    private static readonly TableScript Table = new(ServiceNames.Kind);

    /// <summary>The maps and chains; elements that are there stay.</summary>
    /// <param name="networks">The networks of the host that have services.</param>
    /// <param name="ports">The ports of the host that lead to services.</param>
    /// <param name="led">The chains that elements lead to.</param>
    public static string Frame(IReadOnlyCollection<NetworkOnHost> networks, HostPortBook ports, IEnumerable<string> led)
    {
        var script = new StringBuilder(Table.Begin);
        string[] chains = [.. led.Order(StringComparer.Ordinal)];
        Table.Chain(script, ("refused", ServiceChains.Refused));
        foreach (var ip in (string[])["ip", "ip6"])
        {
            var places = ServiceChains.Places(ip, chains);
            foreach (var (kind, name, body) in ServiceChains.Maps(ip, places)) script.Append($"add {kind} {ServiceNames.Table} {name} {{ {body}; }}\n");
            for (var place = 0; place < places; place++) Table.Chain(script, ServiceChains.At(ip, place));
        }
        foreach (var chain in chains.SelectMany(ServiceChains.Led).DistinctBy(chain => chain.Name)) Table.Chain(script, chain);
        foreach (var (name, hook, rules) in ServiceChains.Hooked(networks, ports))
        {
            script.Append($"add chain {ServiceNames.Table} {name} {{ {hook}; }}\n");
            Table.Chain(script, (name, rules));
        }
        return script.ToString();
    }
}
