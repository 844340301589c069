using System.CommandLine;
using CloudNet.Agent.Kernel;

namespace CloudNet.Agent.Cli;

/// <summary><c>cloudnet-agent show</c>: each stage from what the host was told to what the kernel has, as text.</summary>
internal static class ShowCommand
{
    private static readonly string[] Stages = ["views", "plan", "kernel", "diff"];

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var stage = new Argument<string>("stage")
        {
            Description = "views: what the controller said. plan: what that makes of this kernel. kernel: what CloudNet has in it now. diff: the steps from one to the other.",
        };
        stage.AcceptOnlyFromAmong(Stages);
        var command = new Command("show", "Show a stage of the agent's work as text, from the disk and the kernel; the agent need not run.") { stage };
        command.SetAction((parsed, stop) => RunAsync(context, parsed, parsed.GetRequiredValue(stage), stop));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, ParseResult parsed, string stage, CancellationToken stop)
    {
        var shown = new HostText(context.Folder(parsed), new LinuxKernel());
        try
        {
            context.Terminal.Output.Write(stage switch
            {
                "views" => shown.Views(),
                "plan" => await shown.PlanAsync(stop),
                "kernel" => await shown.KernelAsync(stop),
                _ => await shown.DiffAsync(stop),
            });
            return Terminal.Success;
        }
        catch (Exception fault) when (fault is KernelException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return context.Terminal.Fail(fault.Message);
        }
    }
}
