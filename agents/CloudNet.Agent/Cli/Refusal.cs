using CloudNet.Agent.Control;

namespace CloudNet.Agent.Cli;

/// <summary>Words for an answer that was not hoped for.</summary>
internal static class Refusal
{
    /// <summary>The agent's own words where it gave some.</summary>
    public static string Of(ControlAnswer answer) => answer is RefusedAnswer refused
        ? refused.Text
        : $"The agent answered something else ({answer.GetType().Name}). Agent and command line should be of one version.";
}
