using System.CommandLine;

namespace CloudNet.Agent.Operators;

/// <summary>Which option a field of a request was given by: a refusal names what was typed.</summary>
internal static class OptionWords
{
    // Fields whose option has another name.
    private static readonly Dictionary<string, string> Others = new()
    {
        ["cursor"] = AuditCommand.AfterName, ["expiresInMinutes"] = "--expires-in", ["labels"] = "--label", ["networks"] = "--network", ["nat"] = "--no-nat",
        ["ports"] = "--port", ["selector"] = "--select", ["backends"] = "--backend", ["addresses"] = "--address", ["affinitySeconds"] = "--affinity",
        ["healthCheck"] = "--check", ["hosts"] = "--host", ["peers"] = "--peer",
    };

    /// <summary>The option, where the command has one for the field; else the field as the controller calls it.</summary>
    public static string Of(Command command, string field)
    {
        // Of a list it is the option that one of it was given by, and of a part that of the whole: ports[0].targetPort, healthCheck.path.
        var given = field.Split('[', '.')[0];
        var name = Others.GetValueOrDefault(given) ?? $"--{Dashed(given)}";
        return command.Options.Any(option => option.Name == name) ? name : field;
    }

    private static string Dashed(string field) =>
        string.Concat(field.Select(letter => char.IsAsciiLetterUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{letter}"));
}
