using System.CommandLine;
using CloudNet.Agent.Control;
using CloudNet.Agent.State;

namespace CloudNet.Agent.Cli;

/// <summary>What every command has: where to write, the time, and the option that names the state folder.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="clock">The time.</param>
/// <param name="environment">Reads an environment variable.</param>
internal sealed class CommandContext(Terminal terminal, TimeProvider clock, Func<string, string?> environment)
{
    /// <summary>Where to write.</summary>
    public Terminal Terminal => terminal;

    /// <summary>The time.</summary>
    public TimeProvider Clock => clock;

    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Environment => environment;

    /// <summary><c>--state-dir</c>.</summary>
    public Option<string?> StateDir { get; } = new("--state-dir")
    {
        Description = $"Folder of the agent's state. Default: ${StateFolder.Variable}, else {StateFolder.Default}.",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>The folder that was asked for.</summary>
    public StateFolder Folder(ParseResult parsed) => StateFolder.Choose(parsed.GetValue(StateDir), environment);

    /// <summary>The running agent.</summary>
    public ControlClient Agent(ParseResult parsed) => new(Folder(parsed));
}
