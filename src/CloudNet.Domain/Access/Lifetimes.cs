using CloudNet.Contracts.Refusals;

namespace CloudNet.Domain.Access;

/// <summary>How long a key or token works: asked for in minutes, a year at most.</summary>
public static class Lifetimes
{
    /// <summary>Most minutes: a year.</summary>
    public const int MostMinutes = 525_600;

    /// <summary>What is wrong with the minutes, or null.</summary>
    public static FieldProblem? Problem(string field, int? minutes) => minutes is < 1 or > MostMinutes
        ? new(field, $"It is 1 to {MostMinutes:N0} minutes; {minutes} was given.", "Use a number in these bounds, or leave it out.")
        : null;

    /// <summary>The time span.</summary>
    public static TimeSpan Of(int? minutes, TimeSpan whenNotGiven) => minutes is { } given ? TimeSpan.FromMinutes(given) : whenNotGiven;
}
