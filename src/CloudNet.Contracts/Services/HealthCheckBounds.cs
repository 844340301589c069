namespace CloudNet.Contracts.Services;

/// <summary>How much a health check may ask, and what it is where nothing is said: one rule for hosts and for the API.</summary>
public static class HealthCheckBounds
{
    /// <summary>Longest time between two checks; seconds.</summary>
    public const int IntervalSeconds = 300;

    /// <summary>The same where nothing is said.</summary>
    public const int UsualIntervalSeconds = 5;

    /// <summary>Longest time that an answer may take; seconds.</summary>
    public const int TimeoutSeconds = 60;

    /// <summary>The same where nothing is said.</summary>
    public const int UsualTimeoutSeconds = 2;

    /// <summary>Most checks one by one that it takes for a backend to serve, or not to.</summary>
    public const int InARow = 10;

    /// <summary>How many have to go well where nothing is said.</summary>
    public const int UsualRise = 2;

    /// <summary>How many have to fail where nothing is said.</summary>
    public const int UsualFall = 3;

    /// <summary>Longest path; characters.</summary>
    public const int PathLength = 255;

    /// <summary>Longest name of a program; characters.</summary>
    public const int ProgramLength = 63;

    /// <summary>Most services that a workload may be reported to fail the checks of.</summary>
    public const int Failing = 256;

    /// <summary>Longest reason; characters.</summary>
    public const int ReasonLength = 255;

    /// <summary>
    /// Whether it can be the name of a program: letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, a letter or digit first. So it leads out of no folder.
    /// </summary>
    public static bool IsProgram(string? name) =>
        name is { Length: > 0 and <= ProgramLength } && char.IsAsciiLetterOrDigit(name[0])
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');

    /// <summary>Whether it can be asked for over HTTP: printable ASCII without spaces and fragments, <c>/</c> first (RFC 9112, 3.2.1).</summary>
    public static bool IsPath(string? path) => path is ['/', ..] && path.Length <= PathLength && path.All(letter => letter is > ' ' and < '\x7f' and not '#');
}
