using System.CommandLine;
using System.Text.Json;
using CloudNet.Agent.Cli;
using CloudNet.Agent.Udp.Control;

namespace CloudNet.Agent.Udp;

/// <summary><c>cloudnet-agent udp show</c>.</summary>
internal static class UdpShowCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var control = UdpCommand.Control();
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("show", "Show a tunnel: its peers with their subnets and traffic, and what it did not carry.") { control, json };
        command.SetAction((parsed, stop) => RunAsync(context, new(parsed.GetRequiredValue(control)), parsed.GetValue(json), stop));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, TunnelClient tunnel, bool json, CancellationToken stop)
    {
        try
        {
            var state = await tunnel.ShowAsync(stop);
            context.Terminal.Output.Write(json
                ? JsonSerializer.Serialize(state, TunnelJson.Default.TunnelState) + "\n"
                : Text(state, context.Clock.GetUtcNow()));
            return Terminal.Success;
        }
        catch (TunnelException fault)
        {
            return context.Terminal.Fail(fault.Message);
        }
    }

    private static string Text(TunnelState state, DateTimeOffset now) => $"""
        Link      {state.Link}
        Local     {state.Local}
        Port      {state.Port}
        Version   {state.Version}
        Process   {state.Process}
        Overhead  {state.Overhead}

        {TextTable.Of(["PEER", "SUBNETS", "PACKETS IN", "BYTES IN", "PACKETS OUT", "BYTES OUT", "LAST HEARD"], state.Peers.Select(peer => Row(peer, now)))}
        {TextTable.Of(["DROPS", "PACKETS"], state.Drops.Select(drop => (string[])[drop.Key, $"{drop.Value}"]))}
        """;

    private static IReadOnlyList<string> Row(PeerState peer, DateTimeOffset now) =>
    [
        peer.Endpoint, peer.Subnets.Count == 0 ? "none" : string.Join(',', peer.Subnets), $"{peer.PacketsIn}", $"{peer.BytesIn}",
        $"{peer.PacketsOut}", $"{peer.BytesOut}",
        peer.LastHeard is { } heard ? $"{Age.Of(now > heard ? now - heard : TimeSpan.Zero)} ago" : "never",
    ];
}
