using System.Text;

namespace CloudNet.Agent.Cli;

/// <summary>Where a command writes. Colours only where a person looks at it.</summary>
/// <param name="output">What was asked for.</param>
/// <param name="errors">What went wrong.</param>
/// <param name="colours">Whether colours may be used.</param>
/// <param name="input">What is typed, or given on standard input; null for nothing.</param>
/// <param name="interactive">Whether a person is there who can be asked.</param>
internal sealed class Terminal(TextWriter output, TextWriter errors, bool colours, TextReader? input = null, bool interactive = false)
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

    /// <summary>What is typed, or given on standard input.</summary>
    public TextReader Input => input ?? TextReader.Null;

    /// <summary>Whether a person is there who can be asked.</summary>
    public bool IsInteractive => interactive;

    /// <summary>The process's own.</summary>
    public static Terminal OfProcess() => new(
        Console.Out, Console.Error, !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 },
        Console.In, !Console.IsInputRedirected && !Console.IsErrorRedirected);

    /// <summary>Reads a line that is not shown while it is typed; null where there is none.</summary>
    public string? ReadSecret(string prompt)
    {
        if (input != Console.In || Console.IsInputRedirected) return Input.ReadLine();
        errors.Write(prompt);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }
        errors.WriteLine();
        return typed.ToString();
    }

    /// <summary>Says why not; the exit status for it.</summary>
    public int Fail(string why)
    {
        errors.WriteLine(why);
        return Failure;
    }

    /// <summary>What somebody else wrote, without what would steer a terminal.</summary>
    public static string Plain(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter));

    /// <summary>Marks something as well.</summary>
    public string Good(string text) => Coloured(text, 32);

    /// <summary>Marks something as in between.</summary>
    public string Fair(string text) => Coloured(text, 33);

    /// <summary>Marks something as wrong.</summary>
    public string Bad(string text) => Coloured(text, 31);

    private string Coloured(string text, int colour) => colours ? $"\e[{colour}m{text}\e[0m" : text;
}
