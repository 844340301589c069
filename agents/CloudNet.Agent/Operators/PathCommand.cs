using System.CommandLine;
using CloudNet.Agent.Cli;
using CloudNet.Contracts.Paths;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Operators;

/// <summary>Who reaches whom in a network.</summary>
internal static class PathCommand
{
    /// <summary><c>cloudnet network paths</c>.</summary>
    public static Command List(OperatorCommand operators)
    {
        var network = NetworkCommand.Name();
        var options = new ListOptions(
        [
            ListOptions.Filter("host", "Only those that this host probes.", "HOST"),
            ListOptions.Filter("peer", "Only those to this host.", "HOST"),
            ListOptions.Filter("wrong", "true: only those that are lost or carry less than promised; false: only the others.", "BOOL"),
        ]);
        var command = new Command("paths", "List who reaches whom, as the hosts' probes found it.") { network };
        options.AddTo(command);
        command.Add(operators.Json);
        command.SetAction((parsed, stop) => ListCommand.RunAsync(
            operators, parsed, $"networks/{OperatorCommand.Part(parsed.GetRequiredValue(network))}/paths", ContractsJson.Default.PathRecord,
            paths => Text(paths, operators.Clock.GetUtcNow()), options, stop));
        return command;
    }

    private static string Text(IReadOnlyList<PathRecord> paths, DateTimeOffset now) => paths.Count == 0
        ? "No host has probed a peer there yet. A network has paths from its second host on, some seconds after it joined.\n"
        : TextTable.Of(["FROM", "TO", "FAMILY", "STATE", "LOSS", "LATENCY", "MTU", "FOR"], paths.Select(path => (string[])
        [
            path.HostName, path.PeerName, path.Family, State(path), $"{path.LossPercent} %", Latency(path.LatencyMicroseconds), Mtu(path),
            Age.Of(now - path.Since),
        ]));

    private static string State(PathRecord path) => path.Fault switch
    {
        PathFault.Host => "lost: the host does not answer at all",
        PathFault.Tunnel => "lost: the host answers, but not through the network",
        _ => path.Reached ? "reached" : "lost",
    };

    private static string Latency(int? microseconds) => microseconds is { } took ? $"{took / 1000.0:0.0} ms" : "-";

    private static string Mtu(PathRecord path) => path.Mtu is { } mtu ? mtu < path.PromisedMtu ? $"{mtu} of {path.PromisedMtu}" : $"{mtu}" : "-";
}
