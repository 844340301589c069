using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using CloudNet.Agent.Cli;
using CloudNet.Contracts.Policies;

namespace CloudNet.Agent.Operators;

/// <summary>What a policy matches and does, as options: the same for one that is made and for one that is changed.</summary>
/// <param name="makes">Whether one is made: then it says which direction it is about, and what it does.</param>
internal sealed class PolicyOptions(bool makes)
{
    private readonly Option<string?> direction = new("--direction")
    {
        Description = "ingress: connections to the workloads that it is about; egress: those that they begin.", HelpName = "DIRECTION",
    };

    private readonly Option<string?> action = new("--action") { Description = "What it does with what it matches: allow or deny.", HelpName = "ACTION" };

    private readonly Option<ImmutableSortedDictionary<string, string>?> select = LabelWords.Selector(
        "A label of the workloads that it is about; may be given several times." + (makes ? " Default: all of the network." : ""));

    private readonly Option<IReadOnlyList<CreatePolicyPeer>?> peers = new("--peer")
    {
        Description = "The other end: workloads of the network by their labels, with commas between, or a range. May be given several times; any is enough."
            + (makes ? " Default: anybody." : ""),
        HelpName = "LABELS|RANGE", Arity = ArgumentArity.OneOrMore,
        CustomParser = result => [.. result.Tokens.Select(token => PolicyWords.Peer(token.Value, result)).OfType<CreatePolicyPeer>()],
    };

    private readonly Option<IReadOnlyList<CreatePolicyPort>?> ports = new("--port")
    {
        Description = "What is called: a port or a range of them, tcp unless said otherwise, or a whole protocol. May be given several times; any is enough."
            + (makes ? " Default: everything." : ""),
        HelpName = "PORT[-LAST][/PROTOCOL]|PROTOCOL", Arity = ArgumentArity.OneOrMore,
        CustomParser = result => [.. result.Tokens.Select(token => PolicyWords.Port(token.Value, result)).OfType<CreatePolicyPort>()],
    };

    private readonly Option<int?> priority = new("--priority")
    {
        Description = $"1, judged first, to {PolicyBounds.LastPriority}." + (makes ? $" Default: {PolicyBounds.UsualPriority}." : ""), HelpName = "NUMBER",
    };

    private readonly Option<bool?> countOnly = new("--count-only")
    {
        Description = "It counts what it matches and decides nothing" + (makes ? "." : ": true or false."), HelpName = "BOOL",
    };

    private readonly Option<bool> anyWorkload = new("--any-workload") { Description = "It is about all workloads of the network, whatever their labels." };
    private readonly Option<bool> anyPeer = new("--any-peer") { Description = "The other end is anybody." };
    private readonly Option<bool> anyPort = new("--any-port") { Description = "It is about everything that is called." };

    private IEnumerable<Option> All => [direction, action, select, peers, ports, priority, countOnly, .. makes ? [] : (Option[])[anyWorkload, anyPeer,
        anyPort]];

    /// <summary>Lets a command take them.</summary>
    public void AddTo(Command command)
    {
        direction.Required = action.Required = makes;
        foreach (var option in All) command.Add(option);
        command.Validators.Add(Check);
    }

    /// <summary>What was given; what was not is null.</summary>
    public SetPolicy Of(ParseResult parsed) => new(
        parsed.GetValue(direction), parsed.GetValue(action),
        !makes && parsed.GetValue(anyWorkload) ? ImmutableSortedDictionary<string, string>.Empty : parsed.GetValue(select),
        !makes && parsed.GetValue(anyPeer) ? [] : parsed.GetValue(peers), !makes && parsed.GetValue(anyPort) ? [] : parsed.GetValue(ports),
        parsed.GetValue(priority), parsed.GetValue(countOnly));

    private void Check(CommandResult result)
    {
        if (makes) return;
        foreach (var (any, some) in new (Option, Option)[] { (anyWorkload, select), (anyPeer, peers), (anyPort, ports) })
            if (result.GetResult(any) is not null && result.GetResult(some) is not null)
                result.AddError($"{any.Name} and {some.Name} say two things. Leave out one of them.");
        if (All.All(option => result.GetResult(option) is null))
            result.AddError($"Say what is to change: {string.Join(", ", All.Select(option => option.Name))}.");
    }
}
