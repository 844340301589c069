using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CloudNet.Agent.Cli;
using CloudNet.Contracts.Services;

namespace CloudNet.Agent.Operators;

/// <summary>How it is found out which backends of a service serve, as options.</summary>
/// <param name="makes">Whether the service is made.</param>
internal sealed class HealthCheckOptions(bool makes)
{
    private const string Examples = "tcp, tcp:5432, http/healthz, https:8443/healthz or command:NAME";

    private readonly Option<CreateHealthCheck?> check = new("--check")
    {
        Description = "Each host checks its own backends, and one that fails gets nothing new: tcp, http or https, with the port and path that are asked, or "
            + "command:NAME, a program that the hosts have in /etc/cloudnet/checks." + (makes ? " Default: none." : " none: no check."),
        HelpName = "KIND[:PORT][/PATH]", Arity = ArgumentArity.ExactlyOne,
        CustomParser = result => result.Tokens is [var token] ? Read(token.Value, result) : null,
    };

    private readonly Option<int?> interval = Number("--check-interval", "Seconds between two checks; default 5.", "SECONDS");
    private readonly Option<int?> timeout = Number("--check-timeout", "How many seconds an answer may take; default 2.", "SECONDS");
    private readonly Option<int?> rise = Number("--check-rise", "After how many checks that go well a backend serves; default 2.", "COUNT");
    private readonly Option<int?> fall = Number("--check-fall", "After how many checks that fail it does not; default 3.", "COUNT");

    private readonly Option<bool?> keepAll = new("--check-keep-all")
    {
        Description = "Where all backends fail: true, all stay and an alarm is raised; false, connections are refused. Default: true.", HelpName = "BOOL",
    };

    /// <summary>All of them; the first is needed for the others.</summary>
    public IReadOnlyList<Option> All => [check, interval, timeout, rise, fall, keepAll];

    /// <summary>What was given; null where nothing was.</summary>
    public CreateHealthCheck? Of(ParseResult parsed) => parsed.GetValue(check) is { } kind
        ? kind with
        {
            IntervalSeconds = parsed.GetValue(interval), TimeoutSeconds = parsed.GetValue(timeout), Rise = parsed.GetValue(rise), Fall = parsed.GetValue(fall),
            KeepAll = parsed.GetValue(keepAll),
        }
        : null;

    /// <summary>Refuses what says nothing without a check.</summary>
    public void Check(CommandResult result)
    {
        if (result.GetResult(check) is null && All.FirstOrDefault(option => result.GetResult(option) is not null) is { } alone)
            result.AddError($"{alone.Name} says nothing alone: a check is given as a whole, --check {Examples}.");
    }

    private static Option<int?> Number(string name, string description, string unit) => new(name) { Description = description, HelpName = unit };

    // What the controller can say in words of its own is left to it.
    private static CreateHealthCheck? Read(string word, ArgumentResult result)
    {
        if (word.StartsWith("command:", StringComparison.Ordinal)) return new("command", Program: word["command:".Length..]);
        var slash = word.IndexOf('/');
        var (kind, path) = slash < 0 ? (word, null) : (word[..slash], word[slash..]);
        var colon = kind.IndexOf(':');
        if (colon < 0) return new(kind, Path: path);
        if (int.TryParse(kind.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)) return new(kind[..colon], port, path);
        result.AddError($"'{Terminal.Plain(word)}' is no check: its port is no number. Give one such as {Examples}.");
        return null;
    }
}
