using CloudNet.Contracts.Link;

namespace CloudNet.Contracts.Workloads;

/// <summary>What a workload may be called: the same for the agent that attaches it and for the controller that keeps something for it.</summary>
public static class WorkloadName
{
    /// <summary>Longest name, characters.</summary>
    public const int Longest = LinkLimits.NameLength;

    /// <summary>The rule in words.</summary>
    public static string Form { get; } = $"1 to {Longest} letters, digits, '.', '_' or '-', the first a letter or digit";

    /// <summary>Whether it is one.</summary>
    public static bool IsRight(string? name) =>
        name is { Length: > 0 and <= Longest } && char.IsAsciiLetterOrDigit(name[0])
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');
}
