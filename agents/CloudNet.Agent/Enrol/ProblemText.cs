using System.Text;
using CloudNet.Contracts.Refusals;

namespace CloudNet.Agent.Enrol;

/// <summary>A controller's refusal as lines for a terminal.</summary>
internal static class ProblemText
{
    /// <summary>The title, what happened, and a line for each field that is wrong.</summary>
    /// <param name="problem">The refusal.</param>
    /// <param name="name">What the reader knows a field by; null: its name in the request.</param>
    public static string Of(ProblemRecord problem, Func<string, string>? name = null)
    {
        var text = new StringBuilder($"The controller refused: {problem.Title.TrimEnd('.')}.");
        if (problem.Detail is { Length: > 0 } detail && !IsOfFields(detail, problem.Problems)) text.Append(' ').Append(detail);
        foreach (var field in problem.Problems ?? []) text.Append($"\n  {name?.Invoke(field.Field) ?? field.Field}: {field.Rule} {field.WayOut}");
        return text.ToString();
    }

    // The fields are told by themselves.
    private static bool IsOfFields(string detail, IReadOnlyList<FieldProblem>? fields) =>
        fields is { Count: > 0 } && fields.All(field => detail.Contains($"{field.Field}: {field.Rule}", StringComparison.Ordinal));
}
