using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Link;

/// <summary>Texts for the controller, which refuses longer ones, with the link.</summary>
internal static class LinkText
{
    /// <summary>A text of at most <see cref="LinkLimits.ProblemLength"/> characters: a longer one ends in an ellipsis.</summary>
    public static string Shortened(string text) =>
        text.Length <= LinkLimits.ProblemLength ? text : string.Concat(text.AsSpan(0, LinkLimits.ProblemLength - 1), "…");

    /// <summary>The same, where there may be none.</summary>
    public static string? ShortenedOrNone(string? text) => text is null ? null : Shortened(text);
}
