using System.CommandLine;
using System.Text.Json;
using CloudNet.Agent.Cli;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Operators;

/// <summary><c>cloudnet host</c>: the hosts of the tenant.</summary>
internal static class HostCommand
{
    private static readonly ContractsJson Types = ContractsJson.Default;

    /// <summary>The command.</summary>
    public static Command Create(OperatorCommand operators) => new("host", "The hosts of the tenant.")
    {
        ListCommand.Create(
            operators, "List the hosts, or some of them, with how they are.", "hosts", Types.HostRecord, hosts => Text(operators.Terminal, hosts), new(
            [
                ListOptions.Filter("name", "Only hosts whose names begin so.", "PREFIX"),
                ListOptions.Filter("link", "Only hosts whose link is so: linked, down or never-seen.", "STATE"),
            ],
            new("--label") { Description = "Only hosts with this label; given several times, with all of them.", HelpName = LabelWords.Form })),
        Show(operators), Label(operators), Remove(operators),
    };

    private static Command Show(OperatorCommand operators)
    {
        var host = new Argument<string>("host") { Description = "The host's name or id." };
        var command = new Command("show", "Show a host.") { host, operators.Json };
        command.SetAction((parsed, stop) => operators.ShowAsync(
            parsed, HttpMethod.Get, $"hosts/{OperatorCommand.Part(parsed.GetRequiredValue(host))}", null, Types.HostRecord, Text, stop));
        return command;
    }

    private static Command Label(OperatorCommand operators)
    {
        var host = new Argument<string>("host") { Description = "The host's name or id." };
        var change = LabelWords.Change("host");
        var command = new Command("label", "Give a host labels, or take them away. CloudNet makes nothing of them: they are for you to sort your hosts by.")
        {
            host, change, operators.DryRun, operators.Json,
        };
        command.SetAction((parsed, stop) => operators.ShowAsync(
            parsed, HttpMethod.Patch, $"hosts/{OperatorCommand.Part(parsed.GetRequiredValue(host))}",
            JsonSerializer.SerializeToUtf8Bytes(new ChangeHost(parsed.GetRequiredValue(change)), Types.ChangeHost), Types.HostRecord,
            changed => $"{changed.Name} has {(changed.Labels is { Count: > 0 } labels ? LabelWords.Of(labels) : "no label")}.\n", stop));
        return command;
    }

    private static Command Remove(OperatorCommand operators)
    {
        var host = new Argument<string>("host") { Description = "The host's name or id." };
        var command = new Command("remove", "Remove a host. What CloudNet made on it goes; it can enrol again with a new key.") { host, operators.Yes, operators.DryRun };
        command.SetAction((parsed, stop) =>
        {
            var name = parsed.GetRequiredValue(host);
            return operators.Confirms(parsed, $"Host {name} is removed with all its subnets, and its containers lose their way.")
                ? operators.DoAsync(parsed, HttpMethod.Delete, $"hosts/{OperatorCommand.Part(name)}", $"Host {name} is removed.", stop)
                : Task.FromResult(Terminal.Failure);
        });
        return command;
    }

    private static string Text(Terminal terminal, IReadOnlyList<HostRecord> hosts) => hosts.Count == 0
        ? "There is no host yet. Make a key with 'cloudnet key create NAME', and run the line that it prints on a host.\n"
        : TextTable.Of(["NAME", "UNDERLAY", "AGENT", "NETWORKS", "LABELS", "PROBLEMS", "LINK"], hosts.Select(host => (string[])
        [
            host.Name, host.UnderlayAddress.ToString(), Terminal.Plain(host.AgentVersion ?? "-"),
            string.Join(',', host.Leases.Select(lease => lease.NetworkName).Distinct().DefaultIfEmpty("-")), LabelWords.Of(host.Labels),
            $"{host.Problems.Count}", Link(terminal, host),
        ]));

    private static string Text(HostRecord host)
    {
        var facts = $"""
            Name        {host.Name}
            Id          {host.Id}
            Underlay    {host.UnderlayAddress}
            Link        {Word(host.Link)}
            Last heard  {(host.LastSeenAt is { } seen ? $"{seen:u}" : "never")}
            Agent       {Terminal.Plain(host.AgentVersion ?? "-")}
            Drivers     {(host.Drivers is null ? "not reported" : Lines([.. host.Drivers.Select(Driver)]))}
            Enrolled    {host.EnrolledAt:u}
            Labels      {Lines([.. LabelWords.Each(host.Labels ?? new Dictionary<string, string>())])}
            Problems    {Lines(host.Problems)}
            Warnings    {Lines(host.Warnings ?? [])}

            """;
        return host.Leases.Count == 0
            ? $"{facts}\nIt is in no network. Let it join one with: cloudnet network join NETWORK {host.Name}\n"
            : facts + "\n" + TextTable.Of(["NETWORK", "SUBNET", "EPOCH", "IN SYNC"], host.Leases.Select(lease => (string[])
                [lease.NetworkName, $"{lease.Subnet}", $"{lease.Epoch}", lease.InSync ? "yes" : "no"]));
    }

    private static string Driver(DriverAbility ability)
    {
        var name = ability.Driver.ToString().ToLowerInvariant();
        return ability.By is { } by ? $"{name}, by {by}{(ability.WhyNotEncrypted is null ? "" : ", not encrypted")}" : $"not {name}: {ability.WhyNot}";
    }

    private static string Lines(IReadOnlyList<string> all) => all.Count == 0 ? "none" : string.Join("\n            ", all.Select(Terminal.Plain));

    // The last column, since colours have no width.
    private static string Link(Terminal terminal, HostRecord host) =>
        host.Link == HostLinkState.Linked ? terminal.Good(Word(host.Link)) : terminal.Bad(Word(host.Link));

    // As the filter and the API have it.
    private static string Word(HostLinkState link) => JsonNamingPolicy.KebabCaseLower.ConvertName(link.ToString());
}
