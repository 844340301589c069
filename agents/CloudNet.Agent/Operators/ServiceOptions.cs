using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CloudNet.Agent.Cli;
using CloudNet.Contracts.Services;

namespace CloudNet.Agent.Operators;

/// <summary>What a service leads to and how, as options: the same for one that is made and for one that is changed.</summary>
/// <param name="makes">Whether one is made: then it says which ports there are, and what is behind them.</param>
internal sealed class ServiceOptions(bool makes)
{
    private const string None = "none", AllHosts = "all";

    private readonly Option<IReadOnlyList<CreateServicePort>?> ports = ServicePortWords.Option(makes
        ? "A port, and the backends' behind a colon where it is another; tcp unless said otherwise. May be given several times."
        : "A port, as 'create' takes it; may be given several times. Those that are given take the place of all that there are.");

    private readonly Option<ImmutableSortedDictionary<string, string>?> select = LabelWords.Selector(
        "A label that its backends have: the workloads of the network with all labels that are given, whichever these are. May be given several times.");

    private readonly Option<IReadOnlyList<CreateFixedBackend>?> backends = new("--backend")
    {
        Description = "An address that is a backend, in the network or outside; instead of --select. Its weight: 0 to 100, default 1. May be given several times.",
        HelpName = "ADDRESS[=WEIGHT]", Arity = ArgumentArity.OneOrMore,
        CustomParser = result => [.. result.Tokens.Select(token => Backend(token.Value, result)).OfType<CreateFixedBackend>()],
    };

    private readonly Option<string?> algorithm = new("--algorithm")
    {
        Description = "How a connection's backend is chosen: random, or source, by the client's address." + (makes ? " Default: random." : ""), HelpName = "ALGORITHM",
    };

    private readonly ClearableOption weightLabel = new("--weight-label")
    {
        Description = "Name of the workloads' label that says how much each gets: 0 to 100; 0: no connection that begins."
            + (makes ? " Default: all get the same." : " \"\": all get the same."),
        HelpName = "LABEL",
    };

    private readonly Option<string?> affinity = new("--affinity")
    {
        Description = "A client comes to the same backend again, until so many seconds after its last new connection; default: 10800."
            + (makes ? "" : " none: it does not."),
        HelpName = "SECONDS", Arity = ArgumentArity.ZeroOrOne, Validators = { result => Check(result) },
    };

    private readonly Option<bool?> localOnly = new("--local-only")
    {
        Description = "A host sends to its own backends alone, and drops what comes where it has none" + (makes ? "." : ": true or false."), HelpName = "BOOL",
    };

    private readonly HealthCheckOptions check = new(makes);

    private readonly Option<string[]> hosts = new("--host")
    {
        Description = "A host whose port leads to it, where a port has one; may be given several times. "
            + (makes ? "Default: all hosts of the network." : "all: all hosts of the network."),
        HelpName = "HOST",
    };


    private readonly Option<bool> headless = new("--headless")
    {
        Description = "It has no address: who asks for its name is told those of its backends. Then it needs no port.",
    };

    private IEnumerable<Option> All => [ports, select, backends, algorithm, weightLabel, affinity, localOnly, .. check.All, hosts];

    /// <summary>Lets a command take them.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in All) command.Add(option);
        if (makes) command.Add(headless);
        command.Validators.Add(Check);
    }

    /// <summary>What was given; what was not is null.</summary>
    public SetService Of(ParseResult parsed)
    {
        var (comesAgain, seconds) = AffinityOf(parsed.GetResult(affinity));
        return new(
            parsed.GetValue(ports), parsed.GetValue(select), parsed.GetValue(backends), parsed.GetValue(algorithm),
            parsed.GetValue(weightLabel), comesAgain, seconds, parsed.GetValue(localOnly), check.Of(parsed),
            parsed.GetValue(hosts) is { Length: > 0 } chosen ? chosen is [AllHosts] ? [] : chosen : null);
    }

    /// <summary>Whether one without an address is asked for.</summary>
    public bool IsHeadless(ParseResult parsed) => makes && parsed.GetValue(headless);

    // What the controller would refuse by its own names of fields.
    private void Check(CommandResult result)
    {
        var (selects, names) = (result.GetResult(select) is not null, result.GetResult(backends) is not null);
        check.Check(result);
        if (makes && result.GetResult(ports) is null && !result.GetValue(headless)) result.AddError("Option '--port' is required. Give one such as --port 80:8080, or --headless for a name alone.");
        if (selects && names) result.AddError("Backends are found by label or fixed, and not both. Leave out --select or --backend.");
        else if (makes && !selects && !names)
            result.AddError("Say what is behind it: --select app=web, a label that the backends have, or --backend 192.0.2.10, the address of one.");
        else if (!makes && All.All(option => result.GetResult(option) is null))
            result.AddError($"Say what is to change: {string.Join(", ", All.Select(option => option.Name))}.");
    }

    private static void Check(OptionResult given)
    {
        if (given.Tokens is [{ Value: var word }] && word != None && Seconds(word) is null)
            given.AddError($"'{Terminal.Plain(word)}' is no number of seconds. Give --affinity one, none, or nothing for the default of {ServiceBounds.UsualAffinitySeconds}.");
    }

    private static (string? Affinity, int? Seconds) AffinityOf(OptionResult? given) => given?.Tokens switch
    {
        null => (null, null),
        [{ Value: None }] => (None, null),
        [{ Value: var word }] => ("client-ip", Seconds(word)),
        _ => ("client-ip", null),
    };

    private static int? Seconds(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    private static CreateFixedBackend? Backend(string word, ArgumentResult result)
    {
        var at = word.IndexOf('=');
        if (at < 0) return new(word);
        if (int.TryParse(word.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var weight)) return new(word[..at], weight);
        result.AddError($"'{Terminal.Plain(word)}' is no backend: its weight is a number of 0 to {ServiceBounds.Weight}. Give one such as 192.0.2.10 or 192.0.2.10=3.");
        return null;
    }
}
