using System.CommandLine;
using System.Text.Json;
using CloudNet.Agent.Control;
using CloudNet.Agent.State;

namespace CloudNet.Agent.Cli;

/// <summary><c>cloudnet status</c>.</summary>
internal static class StatusCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("status", "Show how this host is: its link to the controller, its networks, and what is wrong.") { json };
        command.SetAction((parsed, stop) => RunAsync(context, context.Agent(parsed), parsed.GetValue(json), stop));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, ControlClient agent, bool json, CancellationToken stop)
    {
        var answer = await agent.AskAsync(new StatusRequest(), stop);
        if (answer is not StatusAnswer status) return context.Terminal.Fail(Refusal.Of(answer));
        if (json) context.Terminal.Output.WriteLine(JsonSerializer.Serialize(status, AgentJson.Default.StatusAnswer));
        else Write(context.Terminal, status, context.Clock.GetUtcNow());
        return Terminal.Success;
    }

    private static void Write(Terminal terminal, StatusAnswer status, DateTimeOffset now)
    {
        var output = terminal.Output;
        output.WriteLine($"Host        {status.Host} ({status.HostId}) of tenant {status.Tenant}");
        output.WriteLine($"Controller  {status.Controller}");
        output.WriteLine($"Link        {Link(terminal, status, now)}");
        output.WriteLine($"Underlay    {status.Underlay}");
        output.WriteLine($"Agent       {status.Version}");
        output.WriteLine($"Workloads   {status.Workloads}");
        if (status.Removed) output.WriteLine(terminal.Bad("The controller says that this host was removed. Enrol it again to bring it back."));
        output.WriteLine();
        output.Write(TextTable.Of(["NETWORK", "SUBNET", "DRIVER", "REVISION", "APPLIED", "PEERS", "REACHED"], status.Networks.Select(Row)));
        output.WriteLine();
        output.WriteLine(status.Problems.Count == 0 ? $"Problems    {terminal.Good("none")}" : terminal.Bad("Problems"));
        foreach (var problem in status.Problems) output.WriteLine($"  {problem}");
    }

    private static string Link(Terminal terminal, StatusAnswer status, DateTimeOffset now)
    {
        var since = $"for {Age.Of(now - status.LinkSince)}";
        if (status.Link == "linked") return $"{terminal.Good("linked")} {since}";
        if (status.NextTry is not { } next) return terminal.Fair(status.Link);
        return $"{terminal.Bad("down")} {since}, next try in {Age.Of(next > now ? next - now : TimeSpan.Zero)}: {status.LinkReason}";
    }

    private static IReadOnlyList<string> Row(NetworkState network) =>
    [
        network.Name, network.Subnet ?? "none", network.Driver.ToString().ToLowerInvariant(), $"{network.Revision}",
        network.Applied is { } applied ? $"{applied}" : "-", $"{network.Peers}", network.Reached is { } reached ? $"{reached}" : "-",
    ];
}
