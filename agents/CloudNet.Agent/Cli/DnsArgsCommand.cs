using System.CommandLine;
using CloudNet.Agent.Control;

namespace CloudNet.Agent.Cli;

/// <summary><c>cloudnet dns-args</c>.</summary>
internal static class DnsArgsCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var network = new Argument<string>("network") { Description = "Network that the container will be attached to." };
        var command = new Command(
            "dns-args", "Print what docker run takes to have a container find a network's names from the beginning: docker run $(cloudnet dns-args blue) …")
        {
            network,
        };
        command.SetAction((parsed, stop) => RunAsync(context, context.Agent(parsed), new(parsed.GetRequiredValue(network)), stop));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, ControlClient agent, NamesRequest request, CancellationToken stop)
    {
        var answer = await agent.AskAsync(request, stop);
        if (answer is not NamesAnswer { Servers: var servers, Search: var search }) return context.Terminal.Fail(Refusal.Of(answer));
        context.Terminal.Output.WriteLine(string.Join(' ', servers.Select(server => $"--dns {server}").Concat(search.Select(zone => $"--dns-search {zone}"))
            .Append("--dns-opt ndots:2")));
        return Terminal.Success;
    }
}
