using System.CommandLine;
using System.Text.Json;
using CloudNet.Agent.Control;
using CloudNet.Agent.Operators;
using CloudNet.Agent.State;
using CloudNet.Contracts.Workloads;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Cli;

/// <summary><c>cloudnet ping</c>.</summary>
internal static class PingCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context, OperatorCommand operators)
    {
        var target = new Argument<string>("target")
        {
            Description = "A host, a workload, or an address in a network. Names of other hosts' workloads are looked up where you are signed in.",
        };
        var network = new Option<string?>("--network") { Description = "Only through this network. Default: each that leads there.", HelpName = "NETWORK" };
        var count = new Option<int>("--count") { Description = "How many times. Default: 4.", DefaultValueFactory = _ => 4, HelpName = "N" };
        count.Validators.Add(given => { if (given.GetValueOrDefault<int>() is < 1 or > 1000) given.AddError("--count is 1 to 1000."); });
        var json = new Option<bool>("--json") { Description = "Print JSON, an object a line." };
        var command = new Command("ping", "Ask whether a host or workload answers through its networks, by the way that a container's packet takes.")
        {
            target, network, count, json,
        };
        command.SetAction((parsed, stop) => RunAsync(
            context, operators, context.Agent(parsed), new(parsed.GetRequiredValue(target), parsed.GetValue(network)), parsed.GetValue(count),
            parsed.GetValue(json), stop));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, OperatorCommand operators, ControlClient agent, PingRequest asked, int count, bool json, CancellationToken stop)
    {
        var requests = new[] { asked };
        var isAnswered = true;
        for (var time = 0; time < count; time++)
        {
            if (time > 0) await Task.Delay(Pause, context.Clock, stop);
            var (ways, refusal) = await AskAsync(agent, requests, stop);
            if (refusal is null && ways is [] && time == 0)
            {
                requests = [.. (await AddressesAsync(operators, asked.Target, stop)).Select(address => asked with { Target = address })];
                (ways, refusal) = await AskAsync(agent, requests, stop);
            }
            if (refusal is not null) return context.Terminal.Fail(refusal);
            if (ways is []) return context.Terminal.Fail(Unknown(asked));
            foreach (var way in ways) Write(context.Terminal, way, json);
            isAnswered &= ways.All(way => way.LatencyMicroseconds is not null);
        }
        return isAnswered ? Terminal.Success : Terminal.Failure;
    }

    private static async Task<(IReadOnlyList<PingState> Ways, string? Refusal)> AskAsync(ControlClient agent, PingRequest[] requests, CancellationToken stop)
    {
        List<PingState> all = [];
        foreach (var request in requests)
        {
            var answer = await agent.AskAsync(request, stop);
            if (answer is not PingAnswer { Ways: var ways }) return ([], Refusal.Of(answer));
            all.AddRange(ways);
        }
        return (all, null);
    }

    // Whoever is signed in to a controller has the names of all workloads; whoever is not goes without.
    private static async Task<IReadOnlyList<string>> AddressesAsync(OperatorCommand operators, string name, CancellationToken stop)
    {
        if (operators.Caller() is not { } caller) return [];
        using var api = caller;
        var (items, _) = await WholeList.ReadAsync(api, $"workloads?name={OperatorCommand.Part(name)}", stop);
        return
        [
            .. items.Select(item => item.Deserialize(ContractsJson.Default.WorkloadRecord)).OfType<WorkloadRecord>()
                .Where(workload => workload.Name == name).SelectMany(workload => workload.Addresses).Select(address => address.ToString()).Distinct(),
        ];
    }

    private static string Unknown(PingRequest asked) =>
        $"'{asked.Target}' is no host, workload or address {(asked.Network is null ? "in the networks of this host" : $"in network '{asked.Network}' on this host")}; "
        + "'cloudnet status' lists them. A workload of another host is asked by its address, or by its name after 'cloudnet login'.";

    private static void Write(Terminal terminal, PingState way, bool json)
    {
        if (json)
        {
            terminal.Output.WriteLine(JsonSerializer.Serialize(way, AgentJson.Default.PingState));
            return;
        }
        var where = $"{way.Address}{(way.Host is null ? "" : $" on {way.Host}")} through {way.Network} ({way.Driver.ToString().ToLowerInvariant()})";
        terminal.Output.WriteLine(way.LatencyMicroseconds is { } took
            ? $"{where}: {terminal.Good($"{took / 1000.0:0.00} ms")}"
            : $"{where}: {terminal.Bad("no answer")}{Outside(way)}");
    }

    private static string Outside(PingState way) => way switch
    {
        { Host: null } => "; no host has its subnet",
        { UnderlayAnswers: true } => $"; the host itself answers at {way.Underlay}",
        { UnderlayAnswers: false } => $"; the host itself does not answer at {way.Underlay} either",
        _ => "",
    };
}
