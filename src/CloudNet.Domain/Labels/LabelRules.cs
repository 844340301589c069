using CloudNet.Contracts.Labels;
using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Labels;

/// <summary>
/// The labels that people give to hosts and enrolment keys, and ask for in lists. They are bounded as those of workloads are
/// (<see cref="LabelBounds"/>); and no key has an equals sign, since none of the ways to ask for a label could name it.
/// </summary>
public static class LabelRules
{
    /// <summary>All that is wrong with labels that are to be something's; in JSON a value may be null.</summary>
    public static IReadOnlyList<FieldProblem> Check(string field, IReadOnlyDictionary<string, string> labels) => labels.Count > LabelBounds.Most
        ? [new(field, $"There are at most {LabelBounds.Most} labels; {labels.Count} were given.", "Give fewer.")]
        : [.. labels.Select(label => Check(field, label.Key, label.Value)).OfType<FieldProblem>()];

    /// <summary>What labels become of a change, or everything that is wrong with it at once.</summary>
    /// <param name="field">The field that has the change.</param>
    /// <param name="was">The labels there are.</param>
    /// <param name="change">Labels to set, and, with null as the value, labels to take away; what is not named stays.</param>
    public static Outcome<Dictionary<string, string>> Change(
        string field, IReadOnlyDictionary<string, string> was, IReadOnlyDictionary<string, string?> change)
    {
        var set = change.Where(label => label.Value is not null).ToDictionary(label => label.Key, label => label.Value!);
        if (Check(field, set) is { Count: > 0 } problems) return Refusal.Invalid(problems);
        var now = was.Where(label => !change.ContainsKey(label.Key)).Concat(set).ToDictionary();
        return now.Count <= LabelBounds.Most ? now : Refusal.Invalid(
        [
            new(field, $"There are at most {LabelBounds.Most} labels; with these there would be {now.Count}.",
                "Take others away in the same request: null as a label's value does."),
        ]);
    }

    /// <summary>Reads a label that is asked for, <c>key=value</c>, or says what is wrong with it.</summary>
    public static FieldProblem? Read(string field, string? text, out KeyValuePair<string, string> label)
    {
        var equals = text?.IndexOf('=', StringComparison.Ordinal) ?? -1;
        label = equals < 0 ? new("", "") : new(text![..equals], text[(equals + 1)..]);
        return IsKey(label.Key) && IsValue(label.Value) ? null : new(
            field, $"{Quoted.Text(text)} is no label: it is 'key=value', with at most {LabelBounds.Longest} characters on each side, none of them U+0000.",
            "Give the key, an equals sign, and the value, which may be empty.");
    }

    /// <summary>What is wrong with a text that is to be a label's key.</summary>
    public static FieldProblem? CheckKey(string field, string key) => IsKey(key) ? null : new(
        field, $"{Quoted.Text(key)} is no label's key: it is 1 to {LabelBounds.Longest} characters, none of them '=' or U+0000.", "Choose another key.");

    private static FieldProblem? Check(string field, string key, string? value)
    {
        if (CheckKey(field, key) is { } noKey) return noKey;
        if (value is null) return new(field, $"Label {Quoted.Text(key)} has no value.", "Give one, as in rack=7; it may be empty.");
        return IsValue(value) ? null : new(
            field, $"The value of label {Quoted.Text(key)} is at most {LabelBounds.Longest} characters, none of them U+0000.", "Choose a shorter one.");
    }

    private static bool IsKey(string key) => LabelBounds.IsKey(key) && !key.Contains('=', StringComparison.Ordinal) && NameRules.IsWellFormed(key);

    private static bool IsValue(string? value) => LabelBounds.IsValue(value) && NameRules.IsWellFormed(value!);
}
