using System.CommandLine;
using CloudNet.Agent.Cli;
using CloudNet.Contracts.Audit;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Operators;

/// <summary><c>cloudnet audit</c>: who changed what.</summary>
internal static class AuditCommand
{
    private static readonly string[] Filters = ["actor", "operation", "kind", "id", "from", "to", "text"];

    /// <summary>The command.</summary>
    public static Command Create(OperatorCommand operators) => new("audit", "Who changed what in the tenant.") { List(operators), Export(operators) };

    private static Command List(OperatorCommand operators)
    {
        var filters = FilterOptions();
        var limit = new Option<int>("--limit") { Description = "How many at most, 1 to 1,000.", HelpName = "COUNT", DefaultValueFactory = _ => 50 };
        var command = new Command("list", "Show the newest entries.") { limit, operators.Json };
        foreach (var filter in filters) command.Add(filter);
        command.SetAction((parsed, stop) => operators.ShowAsync(
            parsed, HttpMethod.Get, $"audit?limit={parsed.GetValue(limit)}{Query(parsed, filters)}", null, ContractsJson.Default.PageAuditEntry, Text, stop));
        return command;
    }

    private static Command Export(OperatorCommand operators)
    {
        var filters = FilterOptions();
        var format = new Option<string>("--format") { Description = "jsonl or csv.", HelpName = "FORMAT", DefaultValueFactory = _ => "jsonl" };
        var command = new Command("export", "Write all entries to standard output.") { format };
        foreach (var filter in filters) command.Add(filter);
        command.SetAction((parsed, stop) => operators.CallAsync(async api =>
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
        filters.Where(filter => parsed.GetValue(filter) is not null).Select(filter => $"&{filter.Name[2..]}={OperatorCommand.Part(parsed.GetValue(filter)!)}"));

    private static string Text(Page<AuditEntry> page) => page.Items.Count == 0
        ? "There is no such entry.\n"
        : TextTable.Of(["AT", "WHO", "ORIGIN", "OPERATION", "WHAT"], page.Items.Select(entry => (string[])
        [
            $"{entry.At:u}", Terminal.Plain(entry.Actor.Name), entry.Address is { } from ? $"{entry.Origin} {from}" : entry.Origin, entry.Operation,
            Terminal.Plain($"{entry.Kind} {entry.SubjectName} {entry.Action}"),
        ]));
}
