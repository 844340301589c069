using CloudNet.Contracts.Labels;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Labels;

namespace CloudNet.Controller.Lists;

/// <summary>The labels that a list is asked for, as they stand in the request: <c>label=key=value</c>, which may come several times.</summary>
internal static class LabelQuery
{
    private const string Field = "label";

    /// <summary>The labels; what is wrong with them is added.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Parse(string[]? given, List<FieldProblem> problems)
    {
        List<KeyValuePair<string, string>> labels = [];
        if (given is { Length: > LabelBounds.Most })
        {
            problems.Add(new(Field, $"Nothing has more than {LabelBounds.Most} labels; {given.Length} were asked for.", "Ask for fewer."));
            return labels;
        }
        foreach (var text in given ?? [])
        {
            if (LabelRules.Read(Field, text, out var label) is { } problem) problems.Add(problem);
            else labels.Add(label);
        }
        return labels;
    }
}
