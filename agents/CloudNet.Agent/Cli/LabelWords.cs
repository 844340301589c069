using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;

namespace CloudNet.Agent.Cli;

/// <summary>Labels on a command line, and in what it prints.</summary>
internal static class LabelWords
{
    /// <summary>How a label is given.</summary>
    public const string Form = "KEY=VALUE";

    /// <summary><c>--label</c>: labels that something gets.</summary>
    public static Option<ImmutableSortedDictionary<string, string>> Option(string description) => new("--label")
    {
        Description = description, HelpName = Form, Arity = ArgumentArity.OneOrMore, CustomParser = Read,
        DefaultValueFactory = _ => ImmutableSortedDictionary<string, string>.Empty,
    };

    /// <summary><c>--select</c>: labels that something is found by; null where none is given. One value each: no workload has two.</summary>
    public static Option<ImmutableSortedDictionary<string, string>?> Selector(string description) => new("--select")
    {
        Description = description, HelpName = Form, Arity = ArgumentArity.OneOrMore, CustomParser = ReadEachOnce,
    };

    /// <summary>Labels to set, <c>key=value</c>, and to take away, <c>key-</c>: null is their value then.</summary>
    /// <param name="what">Whose labels they are.</param>
    public static Argument<IReadOnlyDictionary<string, string?>> Change(string what) => new("label")
    {
        Description = $"KEY=VALUE gives the {what} a label or changes it, KEY- takes it away; those that are not named stay.",
        Arity = ArgumentArity.OneOrMore, CustomParser = ReadChange,
    };

    /// <summary>For a cell of a table.</summary>
    public static string Of(IReadOnlyDictionary<string, string>? labels) => labels is { Count: > 0 } ? string.Join(',', Each(labels)) : "-";

    /// <summary>Each by itself.</summary>
    public static IEnumerable<string> Each(IReadOnlyDictionary<string, string> labels) => labels.Select(label => Terminal.Plain($"{label.Key}={label.Value}"));

    private static ImmutableSortedDictionary<string, string> Read(ArgumentResult result)
    {
        var labels = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var token in result.Tokens)
        {
            var at = token.Value.IndexOf('=');
            if (at < 1) result.AddError($"'{token.Value}' is no label. Give one such as app=web");
            else labels[token.Value[..at]] = token.Value[(at + 1)..];
        }
        return labels.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, string> ReadEachOnce(ArgumentResult result)
    {
        var twice = result.Tokens.Select(token => token.Value.Split('=')[0]).CountBy(key => key).FirstOrDefault(key => key.Value > 1).Key;
        if (twice is not null) result.AddError($"Label '{Terminal.Plain(twice)}' is named twice, and no workload has two values of it. Give it once");
        return Read(result);
    }

    private static SortedDictionary<string, string?> ReadChange(ArgumentResult result)
    {
        var change = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var token in result.Tokens)
        {
            var (word, at) = (token.Value, token.Value.IndexOf('='));
            var (key, value) = at >= 0 ? (word[..at], (string?)word[(at + 1)..]) : word.EndsWith('-') ? (word[..^1], null) : ("", null);
            if (key.Length == 0) result.AddError($"'{word}' is no change of a label. Give rack=7 to set one, rack- to take it away");
            else if (!change.TryAdd(key, value)) result.AddError($"Label '{key}' is named twice. Say once what it shall be");
        }
        return change;
    }
}
