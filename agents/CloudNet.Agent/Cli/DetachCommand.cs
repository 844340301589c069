using System.CommandLine;
using CloudNet.Agent.Control;

namespace CloudNet.Agent.Cli;

/// <summary><c>cloudnet detach</c>.</summary>
internal static class DetachCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("name") { Description = "Name of the workload." };
        var network = new Option<string?>("--network") { Description = "Its network; needed where it is attached to several under one name.", HelpName = "NETWORK" };
        var command = new Command("detach", "Detach a workload from a network, and print the address that is released.") { name, network };
        command.SetAction((parsed, stop) => RunAsync(
            context, context.Agent(parsed), new DetachRequest(parsed.GetRequiredValue(name), parsed.GetValue(network)), stop));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, ControlClient agent, DetachRequest request, CancellationToken stop)
    {
        var answer = await agent.AskAsync(request, stop);
        if (answer is not WorkloadAnswer { Workload: var workload }) return context.Terminal.Fail(Refusal.Of(answer));
        foreach (var address in workload.Addresses) context.Terminal.Output.WriteLine(address);
        return Terminal.Success;
    }
}
