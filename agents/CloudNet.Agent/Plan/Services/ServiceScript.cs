using System.Text;

namespace CloudNet.Agent.Plan.Services;

/// <summary>
/// Writes what nft is told, as a person would type it. Each script is one transaction: no packet sees half of it, and one that is refused changes nothing.
/// </summary>
internal static class ServiceScript
{
    // Longer lines take no less time, and are hard to read.
    private const int ElementsInLine = 500;
    private const string Name = ServiceNames.Table;

    /// <summary>Takes everything away; what the kernel remembers of clients too.</summary>
    public const string Removal = $"add table {Name}\ndelete table {Name}\n";

    /// <summary>The maps and chains; elements that are there stay.</summary>
    /// <param name="networks">The networks of the host that have services.</param>
    /// <param name="ports">The ports of the host that lead to services.</param>
    /// <param name="led">The chains that elements lead to.</param>
    public static string Frame(IReadOnlyCollection<NetworkOnHost> networks, HostPortBook ports, IEnumerable<string> led)
    {
        var script = new StringBuilder($"add table {Name}\n");
        string[] chains = [.. led.Order(StringComparer.Ordinal)];
        Chain(script, ("refused", ServiceChains.Refused));
        foreach (var ip in (string[])["ip", "ip6"])
        {
            var places = ServiceChains.Places(ip, chains);
            foreach (var (kind, name, body) in ServiceChains.Maps(ip, places)) script.Append($"add {kind} {Name} {name} {{ {body}; }}\n");
            for (var place = 0; place < places; place++) Chain(script, ServiceChains.At(ip, place));
        }
        foreach (var chain in chains.SelectMany(ServiceChains.Led).DistinctBy(chain => chain.Name)) Chain(script, chain);
        foreach (var (name, hook, rules) in ServiceChains.Hooked(networks, ports))
        {
            script.Append($"add chain {Name} {name} {{ {hook}; }}\n");
            Chain(script, (name, rules));
        }
        return script.ToString();
    }

    /// <summary>From the elements that are there to those that should be. A map has one value for a key, so one that changes goes before it comes.</summary>
    /// <param name="gone">To be taken away, as they are.</param>
    /// <param name="come">To be put there.</param>
    public static string Elements(IEnumerable<NftElement> gone, IEnumerable<NftElement> come)
    {
        var script = new StringBuilder();
        foreach (var (map, some) in Lines(gone)) script.Append($"delete element {Name} {map} {{ {string.Join(", ", some.Select(element => element.Key))} }}\n");
        foreach (var (map, some) in Lines(come)) script.Append($"add element {Name} {map} {{ {string.Join(", ", some)} }}\n");
        return script.ToString();
    }

    /// <summary>Takes away maps, sets and chains; chains may lead to each other and to the maps.</summary>
    public static string Without(IEnumerable<TablePart> parts)
    {
        var all = parts.ToArray();
        string Each(string verb, bool hasElements) => string.Concat(all.Where(part => part.HasElements == hasElements).Select(part => $"{verb} {part.Kind} {Name} {part.Name}\n"));
        return Each("flush", false) + Each("flush", true) + Each("delete", false) + Each("delete", true);
    }

    private static void Chain(StringBuilder script, (string Name, string[] Rules) chain)
    {
        var (name, rules) = chain;
        script.Append($"add chain {Name} {name}\nflush chain {Name} {name}\n");
        foreach (var rule in rules) script.Append($"add rule {Name} {name} {rule}\n");
    }

    private static IEnumerable<(string Map, NftElement[] Some)> Lines(IEnumerable<NftElement> elements) =>
        from map in elements.GroupBy(element => element.Map)
        orderby map.Key
        from some in map.Chunk(ElementsInLine)
        select (map.Key, some);
}
