using System.CommandLine;
using System.Text.Json;
using CloudNet.Agent.Cli;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Operators;

/// <summary>How a network's packets cross, changed while its workloads talk.</summary>
internal static class RolloutCommand
{
    private static readonly ContractsJson Types = ContractsJson.Default;

    /// <summary><c>cloudnet network change</c>.</summary>
    public static Command Change(OperatorCommand operators)
    {
        var network = NetworkCommand.Name();
        var driver = new Option<string?>("--driver") { Description = "vxlan, routed, udp, wireguard, bridge or gre.", HelpName = "DRIVER" };
        var encrypted = new Option<bool?>("--encrypted") { Description = "Whether the driver runs over WireGuard: true or false.", HelpName = "BOOL" };
        var preshared = new Option<bool?>("--preshared") { Description = "A secret besides the WireGuard keys: true or false.", HelpName = "BOOL" };
        var direct = new Option<bool?>("--direct-routing") { Description = "Plain routes on one link (vxlan): true or false.", HelpName = "BOOL" };
        var port = new Option<int?>("--port") { Description = "UDP port that hosts send to.", HelpName = "PORT" };
        var mtu = new Option<int?>("--mtu") { Description = "Bytes; 0: measured by each host.", HelpName = "BYTES" };
        var nat = new Option<bool?>("--nat") { Description = "Whether what leaves the network has its host's address: true or false.", HelpName = "BOOL" };
        var command = new Command("change", "Change how a network's packets cross, host by host, while its workloads talk. 'cloudnet network rollouts' shows how far it is.")
        {
            network, driver, encrypted, preshared, direct, port, mtu, nat, operators.DryRun, operators.Json,
        };
        command.SetAction((parsed, stop) =>
        {
            var ask = new ChangeNetwork(
                parsed.GetValue(driver), parsed.GetValue(nat), parsed.GetValue(mtu), parsed.GetValue(port),
                parsed.GetValue(encrypted), parsed.GetValue(direct), parsed.GetValue(preshared));
            var body = JsonSerializer.SerializeToUtf8Bytes(ask, Types.ChangeNetwork);
            return operators.ShowAsync(parsed, HttpMethod.Patch, Path(parsed.GetRequiredValue(network)), body, Types.NetworkRecord, NetworkText.Of, stop);
        });
        return command;
    }

    /// <summary><c>cloudnet network rotate-keys</c>.</summary>
    public static Command Rotate(OperatorCommand operators)
    {
        var network = NetworkCommand.Name();
        var command = new Command("rotate-keys", "Have a network's hosts make other WireGuard keys, and use them, without loss.") { network, operators.DryRun, operators.Json };
        command.SetAction((parsed, stop) => operators.ShowAsync(
            parsed, HttpMethod.Post, $"{Path(parsed.GetRequiredValue(network))}/rotate-keys", null, Types.NetworkRecord, NetworkText.Of, stop));
        return command;
    }

    /// <summary><c>cloudnet network end-rollout</c>.</summary>
    public static Command End(OperatorCommand operators)
    {
        var network = NetworkCommand.Name();
        var command = new Command("end-rollout", "Have a network's hosts go back to the way across that it had. Once more: without those that are not heard of.") { network, operators.DryRun };
        command.SetAction((parsed, stop) => operators.DoAsync(
            parsed, HttpMethod.Delete, $"{Path(parsed.GetRequiredValue(network))}/rollout",
            $"The hosts of {parsed.GetRequiredValue(network)} send by the way across that it had.", stop));
        return command;
    }

    /// <summary><c>cloudnet network rollouts</c>.</summary>
    public static Command List(OperatorCommand operators)
    {
        var network = NetworkCommand.Name();
        var command = new Command("rollouts", "List how a network went from one way across to another, the newest first.") { network, operators.Json };
        command.SetAction((parsed, stop) => operators.ShowAsync(
            parsed, HttpMethod.Get, $"{Path(parsed.GetRequiredValue(network))}/rollouts", null, Types.IReadOnlyListRolloutRecord,
            all => Text(all, operators.Clock.GetUtcNow()), stop));
        return command;
    }

    private static string Text(IReadOnlyList<RolloutRecord> all, DateTimeOffset now) => all.Count == 0
        ? "The network has been what it is since it was made, or since it had hosts. 'cloudnet network change --help' says what can change.\n"
        : TextTable.Of(["FROM", "TO", "STATE", "MOVED", "BEGAN", "WHY"], all.Select(one => (string[])
        [
            NetworkText.Words(one.From), NetworkText.Words(one.To), State(one), one.EndedAt is null ? $"{one.Moved} of {one.Hosts}" : "-", $"{Age.Of(now - one.BeganAt)} ago", Why(one),
        ]));

    private static string State(RolloutRecord rollout) => rollout.State switch
    {
        RolloutState.Preparing => "preparing",
        RolloutState.Moving => "moving",
        RolloutState.Returning => "going back",
        RolloutState.Done => "done",
        _ => "rolled back",
    };

    private static string Why(RolloutRecord rollout) => rollout.Reason
        ?? (rollout.Waiting.Count == 0 ? "-" : "waits for " + string.Join(", ", rollout.Waiting.Select(host => host.Problem is { } problem ? $"{host.Host} ({problem})" : host.Host)));

    private static string Path(string network) => $"networks/{OperatorCommand.Part(network)}";
}
