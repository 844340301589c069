using CloudNet.Contracts.Link;

namespace CloudNet.Contracts.Labels;

/// <summary>What a label may be, of a workload, a host or an enrolment key: one rule for hosts, the link and the API.</summary>
public static class LabelBounds
{
    /// <summary>Most labels of one thing.</summary>
    public const int Most = LinkLimits.Labels;

    /// <summary>Longest key or value; characters.</summary>
    public const int Longest = LinkLimits.NameLength;

    /// <summary>Whether it can be a label's key.</summary>
    public static bool IsKey(string? key) => key is not "" && IsValue(key);

    /// <summary>Whether it can be a label's value; it may be empty. JSON can name U+0000, and PostgreSQL stores it in no text.</summary>
    public static bool IsValue(string? value) => value is not null && value.Length <= Longest && !value.Contains('\0', StringComparison.Ordinal);
}
