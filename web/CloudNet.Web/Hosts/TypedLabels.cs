namespace CloudNet.Web.Hosts;

/// <summary>Labels as people type them into one field: <c>rack=7, site=north</c>.</summary>
public static class TypedLabels
{
    /// <summary>
    /// The labels; null where nothing was typed. One without an equals sign has no value, which the controller refuses with the words for it.
    /// </summary>
    public static IReadOnlyDictionary<string, string>? Read(string? text)
    {
        var labels = new Dictionary<string, string>();
        foreach (var typed in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = typed.IndexOf('=', StringComparison.Ordinal);
            labels[at < 0 ? typed : typed[..at].TrimEnd()] = at < 0 ? null! : typed[(at + 1)..].TrimStart();
        }
        return labels.Count == 0 ? null : labels;
    }
}
