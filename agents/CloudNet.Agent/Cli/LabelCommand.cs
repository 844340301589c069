using System.Collections.Immutable;
using System.CommandLine;
using CloudNet.Agent.Control;

namespace CloudNet.Agent.Cli;

/// <summary><c>cloudnet label</c>.</summary>
internal static class LabelCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("name") { Description = "Name of the workload." };
        var labels = LabelWords.Change("workload");
        var network = new Option<string?>("--network") { Description = "Its network; needed where it is attached to several under one name.", HelpName = "NETWORK" };
        var command = new Command("label", "Give a workload other labels while it runs, and print those that it has then. Services and policies find it by them.") { name, labels, network };
        command.SetAction((parsed, stop) =>
        {
            var change = parsed.GetRequiredValue(labels);
            return RunAsync(context, context.Agent(parsed), new LabelRequest(
                parsed.GetRequiredValue(name), parsed.GetValue(network),
                change.Where(label => label.Value is not null).ToImmutableSortedDictionary(label => label.Key, label => label.Value!),
                [.. change.Where(label => label.Value is null).Select(label => label.Key)]), stop);
        });
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, ControlClient agent, LabelRequest request, CancellationToken stop)
    {
        var answer = await agent.AskAsync(request, stop);
        if (answer is not WorkloadAnswer { Workload: var workload }) return context.Terminal.Fail(Refusal.Of(answer));
        context.Terminal.Output.WriteLine(LabelWords.Of(workload.Labels));
        return Terminal.Success;
    }
}
