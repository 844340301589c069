using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using CloudNet.Agent.Control;

namespace CloudNet.Agent.Cli;

/// <summary><c>cloudnet attach</c>.</summary>
internal static class AttachCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var target = new Argument<string>("netns") { Description = "Network namespace: its name (ip netns), its path, or the number of a process in it." };
        var network = new Option<string>("--network") { Description = "Network to attach to.", HelpName = "NETWORK", Required = true };
        var name = new Option<string?>("--name") { Description = "Name of the workload. Default: that of the namespace.", HelpName = "NAME" };
        var labels = LabelWords.Option("Label of the workload; may be given several times.");
        var link = new Option<string?>("--ifname") { Description = "Name of the interface inside. Default: the first free ethN.", HelpName = "IFNAME" };
        var addresses = new Option<IPAddress[]>("--address")
        {
            Description = "Address of the workload, in this host's subnet; once for each family. Default: the lowest that is free.", HelpName = "ADDRESS",
            Arity = ArgumentArity.OneOrMore, CustomParser = Addresses, DefaultValueFactory = _ => [],
        };
        var withoutDns = new Option<bool>("--without-dns") { Description = "Leave its /etc/resolv.conf as it is." };
        var command = new Command("attach", "Attach a container, pod or process to a network, and print its addresses.")
        {
            target, network, name, labels, link, addresses, withoutDns,
        };
        command.SetAction((parsed, stop) => RunAsync(context, context.Agent(parsed), new AttachRequest(
            Absolute(parsed.GetRequiredValue(target)), parsed.GetRequiredValue(network), parsed.GetValue(name), parsed.GetValue(labels),
            parsed.GetValue(link), parsed.GetValue(addresses), parsed.GetValue(withoutDns)), stop));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, ControlClient agent, AttachRequest request, CancellationToken stop)
    {
        var answer = await agent.AskAsync(request, stop);
        if (answer is not WorkloadAnswer { Workload: var workload }) return context.Terminal.Fail(Refusal.Of(answer));
        foreach (var address in workload.Addresses) context.Terminal.Output.WriteLine(address);
        return Terminal.Success;
    }

    // The agent runs in another folder, so a path is made whole here.
    private static string Absolute(string target) => target.Contains('/') ? Path.GetFullPath(target) : target;

    private static IPAddress[] Addresses(ArgumentResult result)
    {
        var addresses = new List<IPAddress>();
        foreach (var token in result.Tokens)
        {
            if (ExactAddress.TryParse(token.Value, out var address)) addresses.Add(address);
            else result.AddError($"'{token.Value}' is no address. Give one such as 10.100.1.20 or fd00:100:0:1::20");
        }
        return [.. addresses];
    }
}
