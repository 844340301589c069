using System.CommandLine;
using CloudNet.Agent.Cli;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Operators;

/// <summary>Which networks are open to each other.</summary>
internal static class PeeringCommand
{
    /// <summary><c>cloudnet network peer</c>.</summary>
    public static Command Peer(OperatorCommand operators)
    {
        var (network, peer) = (NetworkCommand.Name(), Other());
        var command = new Command("peer", "Open two networks to each other: their workloads reach each other on and between hosts that are in both.")
        {
            network, peer, operators.DryRun, operators.Json,
        };
        command.SetAction((parsed, stop) => operators.ShowAsync(
            parsed, HttpMethod.Put, Path(parsed.GetRequiredValue(network), parsed.GetRequiredValue(peer)), null, ContractsJson.Default.PeeringRecord,
            made => Text(parsed.GetRequiredValue(network), [made]), stop));
        return command;
    }

    /// <summary><c>cloudnet network end-peering</c>.</summary>
    public static Command End(OperatorCommand operators)
    {
        var (network, peer) = (NetworkCommand.Name(), Other());
        var command = new Command("end-peering", "Close two networks to each other; what is open between them is cut.") { network, peer, operators.DryRun };
        command.SetAction((parsed, stop) =>
        {
            var (one, other) = (parsed.GetRequiredValue(network), parsed.GetRequiredValue(peer));
            return operators.DoAsync(parsed, HttpMethod.Delete, Path(one, other), $"{one} and {other} are closed to each other.", stop);
        });
        return command;
    }

    /// <summary><c>cloudnet network peerings</c>.</summary>
    public static Command List(OperatorCommand operators)
    {
        var network = NetworkCommand.Name();
        var command = new Command("peerings", "List the networks that one is peered with, and which hosts are in one of the two only.") { network, operators.Json };
        command.SetAction((parsed, stop) =>
        {
            var name = parsed.GetRequiredValue(network);
            return operators.ShowAsync(
                parsed, HttpMethod.Get, Path(name), null, ContractsJson.Default.IReadOnlyListPeeringRecord, all => Text(name, all), stop);
        });
        return command;
    }

    private static string Text(string network, IReadOnlyList<PeeringRecord> all) => all.Count == 0
        ? $"{network} is closed to all other networks. Open it to one with: cloudnet network peer {network} OTHER\n"
        : TextTable.Of(["PEER", "RANGES", "HOSTS IN BOTH", $"IN {network.ToUpperInvariant()} ONLY", "IN THE PEER ONLY"], all.Select(one => (string[])
        [
            one.Peer, string.Join(", ", one.Ranges), $"{one.HostsInBoth}", Names(one.OnlyHere), Names(one.OnlyThere),
        ])) + string.Concat(all.Select(one => Lines(network, one)));

    private static string Lines(string network, PeeringRecord one) =>
        Line(one.Peer, one.OnlyHere) + Line(network, one.OnlyThere)
        + (one.InClear is { } clear ? $"Mind that: {clear} is not encrypted, so what is sent to its workloads on other hosts crosses in clear.\n" : "");

    // What a person would type next, for the first of them.
    private static string Line(string into, IReadOnlyList<string> hosts) => hosts.Count == 0
        ? "" : $"Workloads on {Names(hosts)} do not reach {into}: cloudnet network join {into} {hosts[0]}\n";

    private static string Names(IReadOnlyList<string> hosts) => hosts.Count switch
    {
        0 => "-",
        <= 3 => string.Join(", ", hosts),
        _ => $"{hosts[0]}, {hosts[1]} and {hosts.Count - 2} more",
    };

    private static Argument<string> Other() => new("peer") { Description = "The other network's name or id." };

    private static string Path(string network) => $"networks/{OperatorCommand.Part(network)}/peerings";

    private static string Path(string network, string peer) => $"{Path(network)}/{OperatorCommand.Part(peer)}";
}
