namespace CloudNet.Web.People;

/// <summary>The roles, from the least to the most (docs/access.md).</summary>
internal static class Roles
{
    /// <summary>Each with what it may do besides what those before it may.</summary>
    public static IReadOnlyList<(string Word, string May)> All { get; } =
    [
        ("viewer", "sees everything"), ("operator", "changes networks and hosts"),
        ("admin", "lets hosts and people in; manages operators and viewers"), ("owner", "everything"),
    ];
}
