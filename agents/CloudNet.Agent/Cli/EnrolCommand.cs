using System.CommandLine;
using System.Net;
using CloudNet.Agent.Control;
using CloudNet.Agent.Enrol;

namespace CloudNet.Agent.Cli;

/// <summary><c>cloudnet-agent enrol</c>.</summary>
internal static class EnrolCommand
{
    private const int LongestKey = 1024;

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var controller = new Option<string>("--controller") { Description = "Address of the controller.", HelpName = "URL", Required = true };
        var name = new Option<string?>("--name") { Description = "Name of the host. Default: its host name.", HelpName = "NAME" };
        var underlay = new Option<string?>("--underlay")
        {
            Description = "Address that other hosts send to. Default: the source address of the route to the controller, followed where it changes.",
            HelpName = "ADDRESS",
        };
        var command = new Command("enrol", "Make this machine a host of a controller, or give a host that is one another underlay address. The enrolment key, "
            + $"which only a new host needs, is read from ${EnrolmentRequest.KeyVariable}, else from standard input.")
        {
            controller, name, underlay,
        };
        command.SetAction((parsed, stop) => RunAsync(
            context, parsed, parsed.GetRequiredValue(controller), parsed.GetValue(name), parsed.GetValue(underlay), stop));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, ParseResult parsed, string controller, string? name, string? underlay, CancellationToken stop)
    {
        if (!ControllerAddress.TryParse(controller, out var address))
            return context.Terminal.Fail($"'{controller}' is no address of a controller. Give one such as https://controller.example.org");
        IPAddress? given = null;
        if (underlay is not null && !ExactAddress.TryParse(underlay, out given))
            return context.Terminal.Fail($"'{underlay}' is no address. Give one such as 192.168.124.51");
        try
        {
            var enroller = new Enroller(context.Folder(parsed));
            var key = enroller.IsEnrolled ? null : await KeyAsync(context, stop);
            if (key is null && !enroller.IsEnrolled) return context.Terminal.Fail(Enroller.NoKey);
            var request = new EnrolmentRequest(address, name ?? System.Environment.MachineName.ToLowerInvariant(), given, key);
            var outcome = await enroller.EnrolAsync(request, stop);
            if (outcome.Identity is null) return context.Terminal.Fail(outcome.Text);
            context.Terminal.Output.WriteLine(outcome.Text);
            if (outcome.Moved) context.Terminal.Output.WriteLine(await TellAgentAsync(context.Agent(parsed), stop));
            return Terminal.Success;
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return context.Terminal.Fail(fault.Message);
        }
    }

    private static async Task<string> TellAgentAsync(ControlClient agent, CancellationToken stop)
    {
        var answer = await agent.AskAsync(new MovedRequest(), stop);
        return answer is StatusAnswer ? "The running agent goes on with it." : $"The agent takes it when it is started again. {Refusal.Of(answer)}";
    }

    private static async Task<string?> KeyAsync(CommandContext context, CancellationToken stop)
    {
        if (context.Environment(EnrolmentRequest.KeyVariable)?.Trim() is { Length: > 0 } set) return set;
        if (!Console.IsInputRedirected) return null;
        var buffer = new char[LongestKey];
        var count = await Console.In.ReadBlockAsync(buffer, stop);
        return new string(buffer, 0, count).Trim() is { Length: > 0 } read ? read : null;
    }
}
