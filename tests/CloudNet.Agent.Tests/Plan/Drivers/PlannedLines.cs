using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Tests.Plan.Drivers;

/// <summary>Some of a plan's lines.</summary>
internal static class PlannedLines
{
    /// <summary>The commands that hold one of these words, a line each.</summary>
    public static string Lines(this KernelState state, params string[] words) => string.Concat(
        state.ToText().Split('\n').Where(line => words.Any(word => line.Contains(word, StringComparison.Ordinal))).Select(line => line + "\n"));
}
