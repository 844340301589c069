using System.CommandLine;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.State;

namespace CloudNet.Agent.Cli;

/// <summary><c>cloudnet-agent run</c>.</summary>
internal static class RunCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var command = new Command("run", "Run the agent until it is told to stop. The kernel is left as it is then: running workloads notice nothing.");
        command.SetAction((parsed, stop) => RunAsync(context, context.Folder(parsed), stop));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, StateFolder folder, CancellationToken stop)
    {
        var log = new AgentLog(context.Terminal.Errors, context.Clock);
        try
        {
            await new AgentRun(folder, new LinuxKernel(), log, context.Clock).RunAsync(stop);
            return Terminal.Success;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            log.Info("agent", "Stopped; the kernel is left as it is.");
            return Terminal.Success;
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            log.Error("agent", fault.Message);
            return Terminal.Failure;
        }
    }
}
