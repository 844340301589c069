using System.Text;

namespace CloudNet.Agent.Plan.Tables;

/// <summary>
/// Writes what nft is told, as a person would type it. Each script is one transaction: no packet sees half of it, and one that is refused changes nothing.
/// </summary>
/// <param name="table">The table.</param>
internal sealed class TableScript(TableKind table)
{
    // Longer lines take no less time, and are hard to read.
    private const int ElementsInLine = 500;

    /// <summary>The table itself.</summary>
    public string Begin => $"add table {table.Name}\n";

    /// <summary>From the elements that are there to those that should be. A map has one value for a key, so one that changes goes before it comes.</summary>
    /// <param name="gone">To be taken away, as they are.</param>
    /// <param name="come">To be put there.</param>
    public string Elements(IEnumerable<NftElement> gone, IEnumerable<NftElement> come)
    {
        var script = new StringBuilder();
        foreach (var (map, some) in Lines(gone)) script.Append($"delete element {table.Name} {map} {{ {string.Join(", ", some.Select(element => element.Key))} }}\n");
        foreach (var (map, some) in Lines(come)) script.Append($"add element {table.Name} {map} {{ {string.Join(", ", some)} }}\n");
        return script.ToString();
    }

    /// <summary>Takes away maps, sets, chains and counters; chains may lead to each other and to the maps.</summary>
    public string Without(IEnumerable<TablePart> parts)
    {
        var all = parts.ToArray();
        string Each(string verb, params string[] kinds) =>
            string.Concat(all.Where(part => kinds.Contains(part.Kind)).Select(part => $"{verb} {part.Kind} {table.Name} {part.Name}\n"));
        return Each("flush", "chain") + Each("flush", "map", "set") + Each("delete", "chain") + Each("delete", "map", "set") + Each("delete", "counter");
    }

    /// <summary>A chain, with these rules and no others.</summary>
    public void Chain(StringBuilder script, (string Name, string[] Rules) chain)
    {
        var (name, rules) = chain;
        script.Append($"add chain {table.Name} {name}\nflush chain {table.Name} {name}\n");
        foreach (var rule in rules) script.Append($"add rule {table.Name} {name} {rule}\n");
    }

    private static IEnumerable<(string Map, NftElement[] Some)> Lines(IEnumerable<NftElement> elements) =>
        from map in elements.GroupBy(element => element.Map)
        orderby map.Key
        from some in map.Chunk(ElementsInLine)
        select (map.Key, some);
}
