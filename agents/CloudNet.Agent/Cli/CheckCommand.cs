using System.CommandLine;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Enrol;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Preflight;
using CloudNet.Agent.State;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Cli;

/// <summary><c>cloudnet-agent check</c>: what on this host would keep containers' packets back, and what it can build networks by.</summary>
internal static class CheckCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var command = new Command("check", "Look whether this host is fit for CloudNet, and say what to do about what is not. The agent need not run.");
        command.SetAction((parsed, stop) => RunAsync(context, context.Folder(parsed), stop));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, StateFolder folder, CancellationToken stop)
    {
        try
        {
            var networks = HostIdentity.Load(folder) is { } self ? new ViewStore(folder).Load(self.HostId).Views.Networks : [];
            var settings = await new LinuxKernel().SettingsAsync(stop);
            var found = PreflightRules.Of(settings, [.. networks.Select(network => network.Settings)], new AttachmentStore(folder).Load().Count);
            Write(context.Terminal, found, await new SwitchSupport(new(null)).OfAsync(HostIdentity.Load(folder)?.Underlay, stop));
            return found.Any(finding => finding.Problem is not null) ? Terminal.Failure : Terminal.Success;
        }
        catch (Exception fault) when (fault is KernelException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return context.Terminal.Fail(fault.Message);
        }
    }

    private static void Write(Terminal terminal, IEnumerable<Finding> found, SwitchKind openVswitch)
    {
        foreach (var ability in DriverSupport.Find(openVswitch))
        {
            var driver = $"driver {ability.Driver.ToString().ToLowerInvariant()}";
            var line = ability.By is { } by ? $"{terminal.Good("fine")}     {driver}, by {by}" : $"{terminal.Fair("without")}  {driver}: {ability.WhyNot}";
            terminal.Output.WriteLine(line);
        }
        foreach (var finding in found)
        {
            var line = finding.Problem is { } problem ? $"{terminal.Bad("problem")}  {problem}" : $"{terminal.Good("fine")}     {finding.Check}";
            terminal.Output.WriteLine(line);
            if (finding.Remedy is { } remedy) terminal.Output.WriteLine($"         {remedy}");
        }
    }
}
