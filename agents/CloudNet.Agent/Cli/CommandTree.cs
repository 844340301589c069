using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
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

    private const string AgentExamples = """
        Examples:
          CLOUDNET_ENROLMENT_KEY=cnk_… cloudnet-agent enrol --controller https://controller.example.org --name v1
          cloudnet-agent run
          cloudnet-agent show diff
          cloudnet-agent clean
        """;

    private const string HostExamples = """
        Examples:
          cloudnet status
          cloudnet attach web --network blue --label app=web
          cloudnet attach 4711 --network blue --name db --address 10.100.1.20
          cloudnet ps
          cloudnet detach web --network blue
          cloudnet login https://controller.example.org --user anna
          cloudnet password
          cloudnet network create blue 10.100.0.0/16 fd00:100::/48
          cloudnet network grow blue 10.101.0.0/16 --subnet-min 10.101.16.0 --subnet-max 10.101.31.0
          cloudnet key create rack7 --uses 20 --network blue --label rack=7
          cloudnet network list --name prod- --sort -created
          cloudnet host list --label rack=7 --label role=edge
          cloudnet host list --link down --name v
          cloudnet audit list --operation RemoveNetwork --from 2026-11-01T00:00:00Z --limit 20
          cloudnet host label v1 role=edge spare-
        """;

    /// <summary>Runs a command line; the exit status.</summary>
    /// <param name="invokedAs">Path or name that the binary was called by.</param>
    /// <param name="arguments">The rest of the line.</param>
    /// <param name="context">What the commands work with.</param>
    public static async Task<int> RunAsync(string invokedAs, string[] arguments, CommandContext context)
    {
        var parsed = Create(Path.GetFileName(invokedAs) == HostName, context).Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var error in Problems(parsed)) context.Terminal.Errors.WriteLine(error);
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

    // The library says of a word that is no command first that a command is required, and then that the word is none.
    private static IEnumerable<string> Problems(ParseResult parsed) =>
        parsed.CommandResult.Command.Subcommands is { Count: > 0 } known && parsed.UnmatchedTokens is [var word, ..]
            ? [$"There is no command '{word}' here. There are: {string.Join(", ", known.Select(command => command.Name))}."]
            : parsed.Errors.Select(error => error.Message);

    private static RootCommand Create(bool host, CommandContext context)
    {
        var root = host
            ? ForPeople(context)
            : new RootCommand("Networks between containers on many hosts: the agent of this host.")
            {
                EnrolCommand.Create(context), RunCommand.Create(context), ShowCommand.Create(context), CleanCommand.Create(context),
                UdpCommand.Create(context),
            };
        root.HelpName = host ? HostName : "cloudnet-agent";
        root.Add(context.StateDir);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, host ? HostExamples : AgentExamples);
        return root;
    }

    // On a host its workloads; anywhere the whole tenant, through the controller.
    private static RootCommand ForPeople(CommandContext context)
    {
        var operators = new OperatorCommand(context);
        return new("Networks between containers on many hosts: the workloads of this host, and, signed in to a controller, all of a tenant.")
        {
            StatusCommand.Create(context), AttachCommand.Create(context), DetachCommand.Create(context), PsCommand.Create(context),
            LoginCommand.Login(operators), LoginCommand.Logout(operators), PasswordCommand.Create(operators),
            NetworkCommand.Create(operators), HostCommand.Create(operators), KeyCommand.Create(operators), TokenCommand.Create(operators),
            AuditCommand.Create(operators),
        };
    }
}
