using System.CommandLine;
using CloudNet.Agent.Cli;

namespace CloudNet.Agent.Operators;

/// <summary>
/// Which part of a list is asked for, and in which order: options that are named as the parameters of the API are. What they may be the
/// controller says: it may know more than this command line does.
/// </summary>
/// <param name="filters">The filters of the list.</param>
/// <param name="label">The filter by labels; null where the list has none.</param>
internal sealed class ListOptions(IReadOnlyList<Option<string?>> filters, Option<string[]>? label = null)
{
    private readonly Option<string?> sort = new("--sort")
    {
        Description = "The order: name (default) or created, with a minus the last one first: -name, -created.", HelpName = "ORDER",
    };

    /// <summary>The option that asks for labels; null where there is none.</summary>
    public Option<string[]>? Label => label;

    /// <summary>A filter.</summary>
    /// <param name="name">The API's name of it.</param>
    /// <param name="description">What it leaves.</param>
    /// <param name="form">How it is given.</param>
    public static Option<string?> Filter(string name, string description, string form) => new($"--{name}") { Description = description, HelpName = form };

    /// <summary>Lets a command take them.</summary>
    public void AddTo(Command command)
    {
        foreach (var filter in filters) command.Add(filter);
        if (label is not null) command.Add(label);
        command.Add(sort);
    }

    /// <summary>Whether not the whole list is asked for.</summary>
    public bool Narrow(ParseResult parsed) => AsksForLabels(parsed) || filters.Any(filter => parsed.GetValue(filter) is not null);

    /// <summary>Whether nothing but labels is asked for.</summary>
    public bool AsksForLabelsAlone(ParseResult parsed) => AsksForLabels(parsed) && filters.All(filter => parsed.GetValue(filter) is null);

    /// <summary>Whether labels are asked for.</summary>
    public bool AsksForLabels(ParseResult parsed) => label is not null && parsed.GetValue(label) is { Length: > 0 };

    /// <summary>The list's path with what is asked for.</summary>
    public string PathOf(ParseResult parsed, string path)
    {
        List<string> asked = [.. Texts([.. filters, sort], parsed).Select(given => $"{given.Name}={OperatorCommand.Part(given.Value)}")];
        if (label is not null) asked.AddRange((parsed.GetValue(label) ?? []).Select(value => $"label={OperatorCommand.Part(value)}"));
        return asked.Count == 0 ? path : $"{path}?{string.Join('&', asked)}";
    }

    /// <summary>Those of some options that are given, by the API's names.</summary>
    public static IEnumerable<(string Name, string Value)> Texts(IEnumerable<Option<string?>> options, ParseResult parsed) =>
        options.Where(option => parsed.GetValue(option) is not null).Select(option => (option.Name[2..], parsed.GetValue(option)!));
}
