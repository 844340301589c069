using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace CloudNet.Agent.Cli;

/// <summary>
/// What is wrong with a line, in words. The library takes an option that it does not know for an argument, where one may stand there: a
/// token would be named '--read'. It takes an empty word for a value too, and names types as .NET does.
/// </summary>
internal static class LineProblems
{
    /// <summary>All that is wrong; nothing where help is asked for.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        if (parsed.Action is not ParseErrorAction && parsed.Action != parsed.CommandResult.Command.Action) return [];
        string[] unknown = [.. UnknownOptions(parsed).Distinct()];
        if (unknown.Length > 0) return unknown;
        // The library says of a word that is no command first that a command is required, and then that the word is none.
        if (parsed.CommandResult.Command.Subcommands is { Count: > 0 } known && parsed.UnmatchedTokens is [var word, ..])
            return [$"There is no command '{word}' here. There are: {string.Join(", ", known.Select(command => command.Name))}."];
        string[] empty = [.. Empty(parsed)];
        return empty.Length > 0 ? empty : [.. parsed.Errors.Select(Words)];
    }

    private static IEnumerable<string> UnknownOptions(ParseResult parsed)
    {
        var behindDashes = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).ToHashSet(ReferenceEqualityComparer.Instance);
        var options = Options(parsed.CommandResult).ToArray();
        foreach (var token in Given(parsed).OfType<ArgumentResult>().SelectMany(argument => argument.Tokens))
            if (IsOption(token.Value) && !behindDashes.Contains(token))
                yield return $"{Unknown(token.Value, options)} What is to be taken as it is goes behind '--'.";
        foreach (var word in parsed.UnmatchedTokens.Where(IsOption)) yield return Unknown(word, options);
    }

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-';

    private static string Unknown(string word, IReadOnlyCollection<string> options)
    {
        var name = word.Split('=')[0];
        var wayOut = NearestWord.Of(name, options) is { } nearest ? $"The nearest is '{nearest}'." : $"There are: {string.Join(", ", options)}.";
        return $"There is no option '{name}' here. {wayOut}";
    }

    // Its own, and those that every command below another takes.
    private static IEnumerable<string> Options(CommandResult command) => command.Command.Options
        .Concat(Above(command).SelectMany(above => above.Command.Options.Where(option => option.Recursive)))
        .Where(option => !option.Hidden).Select(option => option.Name).Distinct();

    private static IEnumerable<CommandResult> Above(CommandResult command)
    {
        for (var above = command.Parent as CommandResult; above is not null; above = above.Parent as CommandResult) yield return above;
    }

    private static IEnumerable<SymbolResult> Given(ParseResult parsed) =>
        Above(parsed.CommandResult).Prepend(parsed.CommandResult).SelectMany(command => command.Children);

    private static IEnumerable<string> Empty(ParseResult parsed) => Given(parsed)
        .Where(given => given is ArgumentResult or OptionResult && given.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
        .Where(given => given is not OptionResult { Option: ClearableOption, Tokens: [{ Value: "" }] })
        .Select(given => given is OptionResult { Option.Name: var name }
            ? $"What is given to {name} is empty. Give it, or leave {name} out."
            : $"<{((ArgumentResult)given).Argument.Name}> is empty. Give it.");

    private static string Words(ParseError error)
    {
        var (name, type) = error.SymbolResult switch
        {
            OptionResult option => (option.Option.Name, option.Option.ValueType),
            ArgumentResult { Parent: OptionResult option } => (option.Option.Name, option.Option.ValueType),
            _ => ("", typeof(string)),
        };
        return !error.Message.Contains(type.ToString(), StringComparison.Ordinal) || type == typeof(string)
            ? error.Message
            : $"'{error.SymbolResult!.Tokens.LastOrDefault()?.Value}' is no whole number. Give {name} one.";
    }
}
