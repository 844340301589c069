using System.CommandLine;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.State;
using CloudNet.Agent.Tracing;

namespace CloudNet.Agent.Cli;

/// <summary><c>cloudnet-agent clean</c>.</summary>
internal static class CleanCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var command = new Command("clean", "Remove everything of CloudNet's from this kernel. Works with no controller and no state; the agent must not run.");
        command.SetAction((parsed, stop) => RunAsync(context, context.Folder(parsed), stop));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, StateFolder folder, CancellationToken stop)
    {
        using var only = Directory.Exists(folder.Path) ? FolderLock.TryTake(folder.Lock) : null;
        if (only is null && Directory.Exists(folder.Path))
            return context.Terminal.Fail($"An agent is running with {folder.Path}, and would build everything again. Stop it first.");
        try
        {
            var result = await Cleaner.CleanAsync(new LinuxKernel(), stop);
            await new ToolRunner(null).RunAsync(["nft", "-f", "-"], TraceTable.Removing + "\n", null, stop);
            foreach (var failure in result.Failures.Select(failure => $"{failure}").Concat(Resolvers(folder))) context.Terminal.Errors.WriteLine(failure);
            return result.IsDone ? Terminal.Success : Terminal.Failure;
        }
        catch (KernelException fault)
        {
            return context.Terminal.Fail(fault.Message);
        }
    }

    // What it cannot put back stands in the way of nothing: whoever asks there gets no answer, and the file says what it was.
    private static IEnumerable<string> Resolvers(StateFolder folder)
    {
        try
        {
            return ResolvFiles.Clean(new AttachmentStore(folder).Load());
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            return [$"Which workloads were attached is not known, so their resolv.conf stays as it is: {fault.Message}"];
        }
    }
}
