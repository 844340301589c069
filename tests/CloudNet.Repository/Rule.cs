using Xunit;

namespace CloudNet.Repository;

/// <summary>A rule of the repository with its reason, so that whoever breaks it learns why it is there.</summary>
internal static class Rule
{
    public static void Holds(string reason, IEnumerable<string> violations)
    {
        var found = violations.ToList();
        if (found.Count > 0) Assert.Fail($"{reason}\n  {string.Join("\n  ", found.Order(StringComparer.Ordinal))}");
    }

    /// <summary>For rules that would hold by accident if their subject had moved away.</summary>
    public static IReadOnlyList<T> NotEmpty<T>(string what, IEnumerable<T> items)
    {
        var found = items.ToList();
        Assert.True(found.Count > 0, $"The rule finds no {what}: it moved, and the rule must follow it.");
        return found;
    }
}
