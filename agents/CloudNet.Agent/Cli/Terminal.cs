namespace CloudNet.Agent.Cli;

/// <summary>Where a command writes. Colours only where a person looks at it.</summary>
/// <param name="output">What was asked for.</param>
/// <param name="errors">What went wrong.</param>
/// <param name="colours">Whether colours may be used.</param>
internal sealed class Terminal(TextWriter output, TextWriter errors, bool colours)
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>Refused, or it failed.</summary>
    public const int Failure = 1;

    /// <summary>The command line itself was wrong.</summary>
    public const int Usage = 2;

    /// <summary>Ended by a signal before it was done.</summary>
    public const int Interrupted = 130;

    /// <summary>What was asked for.</summary>
    public TextWriter Output => output;

    /// <summary>What went wrong.</summary>
    public TextWriter Errors => errors;

    /// <summary>The process's own.</summary>
    public static Terminal OfProcess() => new(
        Console.Out, Console.Error, !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 });

    /// <summary>Says why not; the exit status for it.</summary>
    public int Fail(string why)
    {
        errors.WriteLine(why);
        return Failure;
    }

    /// <summary>Marks something as well.</summary>
    public string Good(string text) => Coloured(text, 32);

    /// <summary>Marks something as in between.</summary>
    public string Fair(string text) => Coloured(text, 33);

    /// <summary>Marks something as wrong.</summary>
    public string Bad(string text) => Coloured(text, 31);

    private string Coloured(string text, int colour) => colours ? $"\e[{colour}m{text}\e[0m" : text;
}
