using System.Text;
using CloudNet.Contracts.Refusals;

namespace CloudNet.Agent.Enrol;

/// <summary>A controller's refusal as lines for a terminal.</summary>
internal static class ProblemText
{
    /// <summary>The title, what happened, and a line for each field that is wrong.</summary>
    public static string Of(ProblemRecord problem)
    {
        var text = new StringBuilder($"The controller refused: {problem.Title.TrimEnd('.')}.");
        if (problem.Detail is { Length: > 0 } detail) text.Append(' ').Append(detail);
        foreach (var field in problem.Problems ?? []) text.Append($"\n  {field.Field}: {field.Rule} {field.WayOut}");
        return text.ToString();
    }
}
