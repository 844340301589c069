using System.CommandLine;
using System.Text.Json;
using CloudNet.Agent.Control;
using CloudNet.Agent.State;

namespace CloudNet.Agent.Cli;

/// <summary><c>cloudnet lookup</c>.</summary>
internal static class LookupCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("name") { Description = "A name (web, web.blue, web.blue.cloudnet.internal), or an address." };
        var network = new Option<string?>("--network") { Description = "Look in this network alone. Default: in all of this host.", HelpName = "NETWORK" };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("lookup", "Look up the addresses of a name, or the names of an address, as this host's workloads find them.")
        {
            name, network, json,
        };
        command.SetAction((parsed, stop) => RunAsync(
            context, context.Agent(parsed), new(parsed.GetRequiredValue(name), parsed.GetValue(network)), parsed.GetValue(json), stop));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, ControlClient agent, LookupRequest request, bool json, CancellationToken stop)
    {
        var answer = await agent.AskAsync(request, stop);
        if (answer is not LookupAnswer { Found: var found }) return context.Terminal.Fail(Refusal.Of(answer));
        if (json) context.Terminal.Output.WriteLine(JsonSerializer.Serialize(found, AgentJson.Default.IReadOnlyListNameState));
        else
            foreach (var line in found.SelectMany(one => one.Addresses.Select(address => $"{address}").Concat(one.Targets).Concat(one.Names)).Distinct())
                context.Terminal.Output.WriteLine(line);
        return Terminal.Success;
    }
}
