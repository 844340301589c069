namespace CloudNet.Agent.Plan.Tables;

/// <summary>An element of a map or set of a table of its own, in nft's words.</summary>
/// <param name="Map">Name of the map or set.</param>
/// <param name="Key">What is looked up: <c>10.100.0.17 . tcp . 80</c>.</param>
/// <param name="Value">What it leads to, <c>goto ip-random-2</c> or <c>10.100.1.2 . 8080</c>; empty in a set.</param>
internal readonly record struct NftElement(string Map, string Key, string Value)
{
    /// <summary>As it stands between a map's braces.</summary>
    public override string ToString() => Value.Length == 0 ? Key : $"{Key} : {Value}";
}
