using System.CommandLine;
using System.Text.Json;
using CloudNet.Agent.Cli;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Operators;

/// <summary>Which addresses of a network are kept for which workloads.</summary>
internal static class PinCommand
{
    private static readonly ContractsJson Types = ContractsJson.Default;

    /// <summary><c>cloudnet network pin</c>.</summary>
    public static Command Pin(OperatorCommand operators)
    {
        var (network, address) = (NetworkCommand.Name(), Address());
        var workload = new Argument<string>("workload") { Description = "Name that the workload is attached under; it need not be there yet." };
        var command = new Command("pin", "Keep an address for a workload, without end. One that is attached gets it when it is attached again; in a network of the driver bridge or gre on any host.")
        {
            network, workload, address, operators.DryRun, operators.Json,
        };
        command.SetAction((parsed, stop) => operators.ShowAsync(
            parsed, HttpMethod.Post, Path(parsed.GetRequiredValue(network)),
            JsonSerializer.SerializeToUtf8Bytes(new PinAddress(parsed.GetRequiredValue(workload), parsed.GetRequiredValue(address)), Types.PinAddress),
            Types.PinRecord, Text, stop));
        return command;
    }

    /// <summary><c>cloudnet network unpin</c>.</summary>
    public static Command Unpin(OperatorCommand operators)
    {
        var (network, address) = (NetworkCommand.Name(), Address());
        var command = new Command("unpin", "Keep an address no longer. A workload that has it goes on having it, on the host that has its subnet.") { network, address, operators.DryRun };
        command.SetAction((parsed, stop) => operators.DoAsync(
            parsed, HttpMethod.Delete, $"{Path(parsed.GetRequiredValue(network))}/{OperatorCommand.Part(parsed.GetRequiredValue(address))}",
            $"{parsed.GetRequiredValue(address)} is kept for nobody any more.", stop));
        return command;
    }

    /// <summary><c>cloudnet network pins</c>.</summary>
    public static Command List(OperatorCommand operators)
    {
        var network = NetworkCommand.Name();
        var options = new ListOptions([ListOptions.Filter("workload", "Only those of workloads whose names begin so.", "PREFIX")]);
        var command = new Command("pins", "List the addresses that are kept for workloads, or some of them.") { network };
        options.AddTo(command);
        command.Add(operators.Json);
        command.SetAction((parsed, stop) =>
            ListCommand.RunAsync(operators, parsed, Path(parsed.GetRequiredValue(network)), Types.PinRecord, Text, options, stop));
        return command;
    }

    /// <summary><c>cloudnet network next</c>.</summary>
    public static Command Next(OperatorCommand operators)
    {
        var network = NetworkCommand.Name();
        var host = new Argument<string>("host") { Description = "The host's name or id." };
        var command = new Command("next", "Show the next free address of a host, to pin it for a workload.") { network, host, operators.Json };
        command.SetAction((parsed, stop) => operators.ShowAsync(
            parsed, HttpMethod.Get,
            $"networks/{OperatorCommand.Part(parsed.GetRequiredValue(network))}/hosts/{OperatorCommand.Part(parsed.GetRequiredValue(host))}/next-addresses",
            null, Types.IReadOnlyListNextAddressRecord, Text, stop));
        return command;
    }

    private static string Text(IReadOnlyList<NextAddressRecord> subnets) => TextTable.Of(
        ["SUBNET", "NEXT", "FREE", "TAKEN"], subnets.Select(subnet => (string[])
            [$"{subnet.Subnet}", subnet.Address?.ToString() ?? "-", $"{subnet.Free:0}", $"{subnet.Taken}"]));

    private static string Text(PinRecord pin) => $"{pin.Address} is kept for {pin.Workload}"
        + (pin.HostName is { } host ? $" on {host}.\n" : "; no host has its subnet now.\n")
        + (pin.UsedBy is { } user && user != pin.Workload ? $"Mind that: {user} has it now.\n" : "");

    private static string Text(IReadOnlyList<PinRecord> pins) => pins.Count == 0
        ? "No address is kept for a workload. Keep one with: cloudnet network pin NETWORK WORKLOAD ADDRESS\n"
        : TextTable.Of(["WORKLOAD", "ADDRESS", "HOST", "USED BY"], pins.Select(pin => (string[])
            [pin.Workload, $"{pin.Address}", pin.HostName ?? "-", pin.UsedBy ?? "-"]));

    private static Argument<string> Address() => new("address") { Description = "The address: 10.100.7.20." };

    private static string Path(string network) => $"networks/{OperatorCommand.Part(network)}/pins";
}
