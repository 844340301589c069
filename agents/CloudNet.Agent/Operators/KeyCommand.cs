using System.CommandLine;
using System.Text.Json;
using CloudNet.Agent.Cli;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Operators;

/// <summary><c>cloudnet key</c>: the keys that let hosts enrol.</summary>
internal static class KeyCommand
{
    private static readonly ContractsJson Types = ContractsJson.Default;

    /// <summary>The command.</summary>
    public static Command Create(OperatorCommand operators) => new("key", "The keys that let hosts enrol.")
    {
        ListCommand.Create(
            operators, "List the enrolment keys. Their secrets are shown nowhere.", "enrolment-keys", Types.EnrolmentKeyRecord, Text, new([])),
        Make(operators),
        RevokeCommand.Create(operators, "Revoke an enrolment key. Hosts that enrolled with it stay.", "key", "enrolment-keys"),
    };

    private static Command Make(OperatorCommand operators)
    {
        var name = new Argument<string>("name") { Description = "What it is for." };
        var uses = new Option<int?>("--uses") { Description = "How many hosts may enrol with it. Default: 1.", HelpName = "COUNT" };
        var minutes = new Option<int?>("--expires-in") { Description = "Minutes until it expires. Default: a day.", HelpName = "MINUTES" };
        var networks = new Option<string[]>("--network")
        {
            Description = "A network that its hosts join at once; may be given several times.", HelpName = "NETWORK",
        };
        var labels = LabelWords.Option("A label that its hosts get, such as rack=7; may be given several times.");
        var command = new Command("create", "Make an enrolment key, and print the line that installs a host with it. It is shown this once.")
        {
            name, uses, minutes, networks, labels, operators.Json,
        };
        command.SetAction((parsed, stop) =>
        {
            var ask = new CreateEnrolmentKey(
                parsed.GetRequiredValue(name), parsed.GetValue(uses), parsed.GetValue(minutes), parsed.GetValue(networks) ?? [],
                parsed.GetValue(labels) is { IsEmpty: false } given ? given : null);
            return operators.ShowAsync(
                parsed, HttpMethod.Post, "enrolment-keys", JsonSerializer.SerializeToUtf8Bytes(ask, Types.CreateEnrolmentKey), Types.CreatedEnrolmentKey,
                made => $"{made.InstallLine}\n", stop);
        });
        return command;
    }

    private static string Text(IReadOnlyList<EnrolmentKeyRecord> keys) => keys.Count == 0
        ? "There is no enrolment key. Make one with: cloudnet key create NAME\n"
        : TextTable.Of(["NAME", "USED", "EXPIRES", "NETWORKS", "LABELS", "ID"], keys.Select(key => (string[])
        [
            Terminal.Plain(key.Name), $"{key.Used} of {key.Uses}", $"{key.ExpiresAt:u}", key.Networks.Count == 0 ? "-" : string.Join(',', key.Networks),
            LabelWords.Of(key.Labels), $"{key.Id}",
        ]));
}
