using System.CommandLine;
using CloudNet.Agent.Cli;
using CloudNet.Contracts.Audit;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Operators;

/// <summary><c>cloudnet audit</c>: who changed what.</summary>
internal static class AuditCommand
{
    /// <summary>The option that names where the page before ended.</summary>
    public const string AfterName = "--after";

    private static readonly string[] Filters = ["actor", "operation", "kind", "id", "from", "to", "text"];

    /// <summary>The command.</summary>
    public static Command Create(OperatorCommand operators) => new("audit", "Who changed what in the tenant.") { List(operators), Export(operators) };

    private static Command List(OperatorCommand operators)
    {
        var filters = FilterOptions();
        var limit = new Option<int>("--limit") { Description = "How many at most, 1 to 1,000.", HelpName = "COUNT", DefaultValueFactory = _ => 50 };
        var after = new Option<string?>(AfterName)
        {
            Description = "Show what is older than that: the cursor that the page before ended with ('next' with --json).", HelpName = "CURSOR",
        };
        var command = new Command("list", "Show the newest entries, or with a cursor those before them.") { limit, after, operators.Json };
        foreach (var filter in filters) command.Add(filter);
        command.SetAction((parsed, stop) =>
        {
            var cursor = parsed.GetValue(after) is { } given ? $"&cursor={OperatorCommand.Part(given)}" : "";
            return operators.ShowAsync(
                parsed, HttpMethod.Get, $"audit?limit={parsed.GetValue(limit)}{cursor}{Query(parsed, filters)}", null, ContractsJson.Default.PageAuditEntry,
                Text, stop, page => page.Next is { } next ? More(parsed, filters, parsed.GetValue(limit), next) : "");
        });
        return command;
    }

    // The line as it was typed, from where this page ends.
    private static string More(ParseResult parsed, Option<string?>[] filters, int limit, string next)
    {
        var asked = string.Concat(ListOptions.Texts(filters, parsed).Select(given => $" --{given.Name} {ShellWord.Of(given.Value)}"));
        return $"There is more. Go on with: {CommandTree.HostName} audit list --limit {limit}{asked} {AfterName} {ShellWord.Of(next)}\n";
    }

    private static Command Export(OperatorCommand operators)
    {
        var filters = FilterOptions();
        var format = new Option<string>("--format") { Description = "jsonl or csv.", HelpName = "FORMAT", DefaultValueFactory = _ => "jsonl" };
        var command = new Command("export", "Write all entries to standard output.") { format };
        foreach (var filter in filters) command.Add(filter);
        command.SetAction((parsed, stop) => operators.CallAsync(parsed, async api =>
        {
            await using var output = Console.OpenStandardOutput();
            var path = $"audit/export?format={OperatorCommand.Part(parsed.GetRequiredValue(format))}{Query(parsed, filters)}";
            var answer = await api.CopyAsync(path, output, stop);
            return answer.Refusal is null ? Terminal.Success : operators.Terminal.Fail(answer.Refusal);
        }));
        return command;
    }

    private static Option<string?>[] FilterOptions() =>
    [
        .. Filters.Select(name => new Option<string?>($"--{name}")
        {
            HelpName = name.ToUpperInvariant(),
            Description = name switch
            {
                "actor" => "Name or id of who acted.",
                "operation" => "What was asked for: CreateNetwork.",
                "kind" => "Kind of thing: network, host, lease, member.",
                "id" => "The thing's id.",
                "from" => "From this moment on: 2026-11-24T14:00:00Z.",
                "to" => "Before this moment.",
                _ => "A text in it.",
            },
        }),
    ];

    private static string Query(ParseResult parsed, Option<string?>[] filters) => string.Concat(
        ListOptions.Texts(filters, parsed).Select(given => $"&{given.Name}={OperatorCommand.Part(given.Value)}"));

    // With a text the controller looks through so many for a page, and then asks to be asked again.
    private static string Text(Page<AuditEntry> page) => page.Items.Count == 0
        ? page.Next is null ? "There is no such entry.\n" : "There is no such entry among those that were looked through.\n"
        : TextTable.Of(["AT", "WHO", "ORIGIN", "OPERATION", "WHAT"], page.Items.Select(entry => (string[])
        [
            $"{entry.At:u}", Terminal.Plain(entry.Actor.Name), entry.Address is { } from ? $"{entry.Origin} {from}" : entry.Origin, entry.Operation,
            Terminal.Plain($"{entry.Kind} {entry.SubjectName} {entry.Action}"),
        ]));
}
