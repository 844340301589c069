using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CloudNet.Agent.Cli;

namespace CloudNet.Agent.Operators;

/// <summary>Commands that show a list: all of it, however many pages it has.</summary>
internal static class ListCommand
{
    /// <summary>A command <c>list</c>.</summary>
    /// <param name="operators">What the commands have in common.</param>
    /// <param name="description">What it lists.</param>
    /// <param name="path">The list's path below <c>/api/v1/</c>.</param>
    /// <param name="type">What an item is.</param>
    /// <param name="text">The items for people.</param>
    /// <param name="options">What may be asked for.</param>
    public static Command Create<T>(
        OperatorCommand operators, string description, string path, JsonTypeInfo<T> type, Func<IReadOnlyList<T>, string> text, ListOptions options)
    {
        var command = new Command("list", description);
        options.AddTo(command);
        command.Add(operators.Json);
        command.SetAction((parsed, stop) => RunAsync(operators, parsed, path, type, text, options, stop));
        return command;
    }

    /// <summary>Reads all that is asked for, and shows it.</summary>
    public static Task<int> RunAsync<T>(
        OperatorCommand operators, ParseResult parsed, string path, JsonTypeInfo<T> type, Func<IReadOnlyList<T>, string> text, ListOptions options,
        CancellationToken stop) => operators.CallAsync(parsed, async api =>
    {
        var terminal = operators.Terminal;
        var (items, refusal) = await WholeList.ReadAsync(api, options.PathOf(parsed, path), stop);
        if (refusal is not null) return terminal.Fail(refusal);
        if (options.AsksForLabels(parsed) && items.Any(item => !item.TryGetProperty("labels", out _)))
            return terminal.Fail($"The controller is from before {path} had labels, and lists all of them. Upgrade it, or ask without {options.Label!.Name}.");
        if (parsed.GetValue(operators.Json)) terminal.Output.WriteLine($"[{string.Join(',', items.Select(item => item.GetRawText()))}]");
        else if (items.Count == 0 && options.Narrow(parsed)) terminal.Output.WriteLine(None(path, options.AsksForLabelsAlone(parsed)));
        else terminal.Output.Write(text([.. items.Select(item => item.Deserialize(type) ?? throw new JsonException("An item is null."))]));
        return Terminal.Success;
    });

    // That there are none at all would not be true.
    private static string None(string path, bool byLabels) =>
        byLabels ? $"There are no {path} with such labels." : $"There are no such {path[(path.LastIndexOf('/') + 1)..]}.";
}
