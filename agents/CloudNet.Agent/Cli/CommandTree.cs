using System.CommandLine;
using System.CommandLine.Help;
using CloudNet.Agent.Operators;
using CloudNet.Agent.Udp;

namespace CloudNet.Agent.Cli;

/// <summary>
/// The command line. One binary has two names: <c>cloudnet-agent</c> is the service and what an administrator of it needs,
/// <c>cloudnet</c> is for the people who use the networks.
/// </summary>
internal static class CommandTree
{
    /// <summary>The name of the command line for people.</summary>
    public const string HostName = "cloudnet";

    /// <summary>Runs a command line; the exit status.</summary>
    /// <param name="invokedAs">Path or name that the binary was called by.</param>
    /// <param name="arguments">The rest of the line.</param>
    /// <param name="context">What the commands work with.</param>
    public static async Task<int> RunAsync(string invokedAs, string[] arguments, CommandContext context)
    {
        var parsed = Parse(invokedAs, arguments, context);
        if (LineProblems.Of(parsed) is { Count: > 0 } problems)
        {
            foreach (var problem in problems) context.Terminal.Errors.WriteLine(problem);
            context.Terminal.Errors.WriteLine("Run it with --help to see what it takes.");
            return Terminal.Usage;
        }
        try
        {
            return await parsed.InvokeAsync(new()
            {
                Output = context.Terminal.Output, Error = context.Terminal.Errors, EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(5),
            });
        }
        catch (OperationCanceledException)
        {
            return Terminal.Interrupted; // Ctrl-C, while a command waited for an answer.
        }
    }

    /// <summary>Reads a command line, and runs nothing.</summary>
    internal static ParseResult Parse(string invokedAs, IReadOnlyList<string> arguments, CommandContext context) =>
        Create(Path.GetFileName(invokedAs) == HostName, context).Parse(arguments);

    private static RootCommand Create(bool host, CommandContext context)
    {
        var root = host
            ? ForPeople(context)
            : new RootCommand("Networks between containers on many hosts: the agent of this host.")
            {
                EnrolCommand.Create(context), RunCommand.Create(context), CheckCommand.Create(context), ShowCommand.Create(context),
                CleanCommand.Create(context), UdpCommand.Create(context),
            };
        root.HelpName = host ? HostName : "cloudnet-agent";
        root.Add(context.StateDir);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, host ? Examples.ForPeople : Examples.OfAgent);
        return root;
    }

    // On a host its workloads; anywhere the whole tenant, through the controller.
    private static RootCommand ForPeople(CommandContext context)
    {
        var operators = new OperatorCommand(context);
        return new("Networks between containers on many hosts: the workloads of this host, and, signed in to a controller, all of a tenant.")
        {
            StatusCommand.Create(context), AttachCommand.Create(context), DetachCommand.Create(context), LabelCommand.Create(context),
            DrainCommand.Create(context),
            PsCommand.Create(context), LookupCommand.Create(context), DnsArgsCommand.Create(context),
            PingCommand.Create(context, operators), TraceCommand.Create(operators),
            LoginCommand.Login(operators), LoginCommand.Logout(operators), PasswordCommand.Create(operators),
            NetworkCommand.Create(operators), HostCommand.Create(operators), KeyCommand.Create(operators), TokenCommand.Create(operators),
            AuditCommand.Create(operators),
        };
    }
}
