using System.CommandLine;
using System.Text.Json;
using CloudNet.Agent.Cli;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Operators;

/// <summary>Which ports of hosts lead to which workloads of a network.</summary>
internal static class PortMappingCommand
{
    private static readonly ContractsJson Types = ContractsJson.Default;

    /// <summary><c>cloudnet network port-mapping</c>.</summary>
    public static Command Create(OperatorCommand operators)
    {
        var network = NetworkCommand.Name();
        var host = new Argument<string>("host") { Description = "Name or id of the host, which is in the network." };
        var port = new Argument<string>("port") { Description = "The port of the host, or a range: 8080, 8000-8010." };
        var workload = new Argument<string>("workload") { Description = "Name that the workload is attached under on that host; it need not be there yet." };
        var target = new Option<int?>("--target-port") { Description = "The workload's port, of a range its first. Default: the same.", HelpName = "PORT" };
        var protocol = new Option<string?>("--protocol") { Description = "tcp (default) or udp.", HelpName = "PROTOCOL" };
        var address = new Option<string?>("--host-address") { Description = "The address of the host that it is open at. Default: all.", HelpName = "ADDRESS" };
        var command = new Command("port-mapping", "Have a port of a host lead to a workload there, for as long as that is attached.")
        {
            network, host, port, workload, target, protocol, address, operators.DryRun, operators.Json,
        };
        command.SetAction((parsed, stop) =>
        {
            var ask = new CreatePortMapping(
                parsed.GetRequiredValue(host), parsed.GetRequiredValue(workload), parsed.GetRequiredValue(port), parsed.GetValue(target),
                parsed.GetValue(protocol), parsed.GetValue(address));
            return operators.ShowAsync(
                parsed, HttpMethod.Post, Path(parsed.GetRequiredValue(network)), JsonSerializer.SerializeToUtf8Bytes(ask, Types.CreatePortMapping),
                Types.PortMappingRecord, Text, stop);
        });
        return command;
    }

    /// <summary><c>cloudnet network remove-port-mapping</c>.</summary>
    public static Command Remove(OperatorCommand operators)
    {
        var network = NetworkCommand.Name();
        var mapping = new Argument<string>("mapping") { Description = "Its id, as cloudnet network port-mappings lists it." };
        var command = new Command("remove-port-mapping", "Have a port of a host lead to a workload no longer.") { network, mapping, operators.DryRun };
        command.SetAction((parsed, stop) => operators.DoAsync(
            parsed, HttpMethod.Delete, $"{Path(parsed.GetRequiredValue(network))}/{OperatorCommand.Part(parsed.GetRequiredValue(mapping))}",
            "The port leads there no longer.", stop));
        return command;
    }

    /// <summary><c>cloudnet network port-mappings</c>.</summary>
    public static Command List(OperatorCommand operators)
    {
        var network = NetworkCommand.Name();
        var options = new ListOptions([ListOptions.Filter("workload", "Only those to workloads whose names begin so.", "PREFIX")]);
        var command = new Command("port-mappings", "List the ports of hosts that lead to workloads, or some of them.") { network };
        options.AddTo(command);
        command.Add(operators.Json);
        command.SetAction((parsed, stop) =>
            ListCommand.RunAsync(operators, parsed, Path(parsed.GetRequiredValue(network)), Types.PortMappingRecord, Text, options, stop));
        return command;
    }

    private static string Text(PortMappingRecord mapping) => $"Port {Open(mapping)} of {mapping.HostName} leads to {Target(mapping)}"
        + (mapping.IsAttached ? ".\n" : $" once {mapping.Workload} is attached there.\n");

    private static string Text(IReadOnlyList<PortMappingRecord> mappings) => mappings.Count == 0
        ? "No port of a host leads to a workload. Open one with: cloudnet network port-mapping NETWORK HOST PORT WORKLOAD\n"
        : TextTable.Of(["HOST", "PORT", "WORKLOAD", "ATTACHED", "ID"], mappings.Select(mapping => (string[])
            [mapping.HostName, Open(mapping), Target(mapping), mapping.IsAttached ? "yes" : "no", $"{mapping.Id}"]));

    private static string Open(PortMappingRecord mapping) =>
        $"{(mapping.HostAddress is { } address ? $"{address} " : "")}{mapping.HostPort}/{(mapping.Protocol == TransportProtocol.Tcp ? "tcp" : "udp")}";

    private static string Target(PortMappingRecord mapping) =>
        $"{mapping.Workload} {new PortRange(mapping.TargetPort, mapping.TargetPort + mapping.HostPort.Count - 1)}";

    private static string Path(string network) => $"networks/{OperatorCommand.Part(network)}/port-mappings";
}
