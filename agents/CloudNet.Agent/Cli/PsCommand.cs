using System.CommandLine;
using System.Text.Json;
using CloudNet.Agent.Control;
using CloudNet.Agent.State;

namespace CloudNet.Agent.Cli;

/// <summary><c>cloudnet ps</c>.</summary>
internal static class PsCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("ps", "List the workloads of this host with their addresses.") { json };
        command.SetAction((parsed, stop) => RunAsync(context, context.Agent(parsed), parsed.GetValue(json), stop));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, ControlClient agent, bool json, CancellationToken stop)
    {
        var answer = await agent.AskAsync(new ListRequest(), stop);
        if (answer is not WorkloadsAnswer { Workloads: var workloads }) return context.Terminal.Fail(Refusal.Of(answer));
        context.Terminal.Output.Write(json
            ? JsonSerializer.Serialize(workloads, AgentJson.Default.IReadOnlyListWorkloadState) + "\n"
            : TextTable.Of(["NAME", "NETWORK", "ADDRESSES", "INTERFACE", "LABELS", "NETNS", "STATE"], workloads.Select(Row)));
        return Terminal.Success;
    }

    private static IReadOnlyList<string> Row(WorkloadState workload) =>
    [
        workload.Name, workload.Network, string.Join(',', workload.Addresses), workload.Interface,
        LabelWords.Of(workload.Labels), workload.Netns, Stands(workload),
    ];

    private static string Stands(WorkloadState workload) => string.Join(", ",
    [
        workload.State, .. workload.IsDraining ? ["draining"] : (string[])[],
        .. workload.Failing.Select(check => $"fails {check[..check.IndexOf(':')]}"),
    ]);
}
