namespace CloudNet.Domain.Naming;

/// <summary>Shows a caller's own text back in a message, bounded and free of control characters.</summary>
public static class Quoted
{
    private const int Longest = 64;

    /// <summary>The text in single quotes.</summary>
    public static string Text(string? text)
    {
        if (text is null) return "''";
        var shown = text.Length > Longest ? text[..Longest] + "…" : text;
        return $"'{string.Concat(shown.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c))}'";
    }
}
