using System.CommandLine;
using CloudNet.Agent.Control;

namespace CloudNet.Agent.Cli;

/// <summary><c>cloudnet drain</c>.</summary>
internal static class DrainCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("name") { Description = "Name of the workload." };
        var network = new Option<string?>("--network") { Description = "Its network; needed where it is attached to several under one name.", HelpName = "NETWORK" };
        var undo = new Option<bool>("--undo") { Description = "Have services send to it again." };
        var command = new Command(
            "drain", "Have services send nothing new to a workload; connections that run go on.")
        {
            name, network, undo,
        };
        command.SetAction((parsed, stop) => RunAsync(
            context, context.Agent(parsed), new(parsed.GetRequiredValue(name), parsed.GetValue(network), !parsed.GetValue(undo)), stop));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, ControlClient agent, DrainRequest request, CancellationToken stop)
    {
        var answer = await agent.AskAsync(request, stop);
        if (answer is not WorkloadAnswer { Workload: var workload }) return context.Terminal.Fail(Refusal.Of(answer));
        context.Terminal.Output.WriteLine(workload.IsDraining
            ? $"{workload.Name} drains: services send nothing new to it, and what runs goes on."
            : $"{workload.Name} is there for services again.");
        return Terminal.Success;
    }
}
