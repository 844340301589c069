namespace CloudNet.Agent.Plan.Services;

/// <summary>A map, set or chain of a table.</summary>
/// <param name="Kind">nft's word for what it is.</param>
/// <param name="Name">Its name.</param>
internal readonly record struct TablePart(string Kind, string Name)
{
    /// <summary>Whether it holds elements.</summary>
    public bool HasElements => Kind is "map" or "set";

    /// <summary>Those of a table as nft prints it; none of none.</summary>
    public static IEnumerable<TablePart> In(string? printed) =>
        from line in printed?.Split('\n') ?? []
        let words = line.Trim().Split(' ')
        where words is ["map" or "set" or "chain", _, "{"]
        select new TablePart(words[0], words[1]);

    /// <summary>Those that a script adds.</summary>
    public static IEnumerable<TablePart> AddedBy(string script) =>
        from line in script.Split('\n')
        let words = line.Split(' ')
        where words is ["add", "map" or "set" or "chain", _, _, _, ..]
        select new TablePart(words[1], words[4]);
}
