namespace CloudNet.Agent.Plan.Tables;

/// <summary>A map, set, chain or counter of a table.</summary>
/// <param name="Kind">nft's word for what it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Hook">
/// Where packets meet a chain: <c>type nat hook prerouting</c>; empty where it is led to. Priorities are not printed alike by all nft.
/// </param>
internal readonly record struct TablePart(string Kind, string Name, string Hook = "")
{
    /// <summary>Whether it holds elements.</summary>
    public bool HasElements => Kind is "map" or "set";

    /// <summary>Those of a table as nft prints it; none of none.</summary>
    public static IEnumerable<TablePart> In(string? printed)
    {
        var lines = (printed ?? "").Split('\n');
        for (var at = 0; at + 1 < lines.Length; at++)
            if (lines[at].Trim().Split(' ') is ["map" or "set" or "chain" or "counter", _, "{"] words)
                yield return new(words[0], words[1], words[0] == "chain" ? HookIn(lines[at + 1].Trim().Split(' ')) : "");
    }

    /// <summary>Those that a script adds; what it adds twice it adds first with all that there is of it.</summary>
    public static IEnumerable<TablePart> AddedBy(string script) => (
        from line in script.Split('\n')
        let words = line.Split(' ')
        where words is ["add", "map" or "set" or "chain" or "counter", _, _, _, ..]
        select new TablePart(words[1], words[4], words is [_, "chain", _, _, _, "{", .. var rest] ? HookIn(rest) : "")).DistinctBy(part => (part.Kind, part.Name));

    private static string HookIn(string[] words) => words is ["type", var kind, "hook", var hook, ..] ? $"type {kind} hook {hook}" : "";
}
