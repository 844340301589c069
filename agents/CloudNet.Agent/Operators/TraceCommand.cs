using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CloudNet.Agent.Cli;
using CloudNet.Contracts.Traces;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Operators;

/// <summary><c>cloudnet trace</c>.</summary>
internal static class TraceCommand
{
    /// <summary>The command.</summary>
    public static Command Create(OperatorCommand operators)
    {
        var from = new Argument<string>("from") { Description = "Who sends: a workload's name or address, or a host's name." };
        var to = new Argument<string>("to") { Description = "Whom to: a workload, a host, or any address." };
        var network = new Option<string?>("--network") { Description = "Only from this network.", HelpName = "NETWORK" };
        var protocol = new Option<string?>("--protocol") { Description = "icmp, tcp or udp. Default: icmp, and tcp with --port.", HelpName = "PROTOCOL" };
        var port = new Option<int?>("--port") { Description = "The port that it is sent to.", HelpName = "PORT" };
        var command = new Command("trace", "Send one packet and follow it on both hosts: the rules it meets, the route, the tunnel, and where it stops.")
        {
            from, to, network, protocol, port, operators.Json,
        };
        command.SetAction((parsed, stop) => operators.CallAsync(parsed, async api =>
        {
            var said = parsed.GetValue(protocol) ?? (parsed.GetValue(port) is null ? null : "tcp");
            var ask = new CreateTrace(parsed.GetRequiredValue(from), parsed.GetRequiredValue(to), parsed.GetValue(network), said, parsed.GetValue(port));
            if (operators.Terminal.IsInteractive) operators.Terminal.Errors.WriteLine("Sending a packet, and asking both hosts what became of it…");
            var answer = await api.SendAsync(HttpMethod.Post, "traces", JsonSerializer.SerializeToUtf8Bytes(ask, ContractsJson.Default.CreateTrace), stop);
            if (answer.Refusal is not null) return operators.Terminal.Fail(answer.Refusal);
            var trace = JsonSerializer.Deserialize(answer.Body, ContractsJson.Default.TraceRecord) ?? throw new JsonException("The answer is null.");
            operators.Terminal.Output.Write(parsed.GetValue(operators.Json) ? Encoding.UTF8.GetString(answer.Body) + "\n" : Text(trace, operators.Terminal));
            return trace.Answered ? Terminal.Success : Terminal.Failure;
        }));
        return command;
    }

    private static string Text(TraceRecord trace, Terminal terminal)
    {
        var text = new StringBuilder($"{Words(trace.From)} to {Words(trace.To)}, {trace.Protocol.ToString().ToLowerInvariant()}"
            + $"{(trace.Port is { } port ? $" port {port}" : "")}\n");
        foreach (var host in trace.Hosts)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{host.Host}\n");
            if (host.Steps.Count > 0) text.Append(Indented(TextTable.Of(["WAY", "LINKS", "CHAIN", "VERDICT", "RULE"], host.Steps.Select(Row))));
            else if (host.Problem is null) text.Append("  no rule met it here\n");
            foreach (var (what, words) in new[] { ("route", host.Route), ("tunnel", host.Tunnel), ("sender", host.Answer), ("problem", host.Problem) })
                if (words is not null) text.Append(CultureInfo.InvariantCulture, $"  {what}: {Terminal.Plain(words)}\n");
        }
        var took = trace.Hosts is [{ LatencyMicroseconds: { } microseconds }, ..] ? $" ({microseconds / 1000.0:0.00} ms)" : "";
        var outcome = Terminal.Plain(trace.Outcome);
        return text.Append(CultureInfo.InvariantCulture, $"\n{(trace.Answered ? terminal.Good(outcome) : terminal.Bad(outcome))}{took}\n").ToString();
    }

    private static string[] Row(TraceStep step) =>
        [.. new[] { step.Back ? "back" : "there", $"{step.In ?? "-"} > {step.Out ?? "-"}", step.Chain, step.Verdict, step.Rule ?? "(policy)" }.Select(Terminal.Plain)];

    private static string Indented(string table) => string.Concat(table.TrimEnd('\n').Split('\n').Select(line => $"  {line}\n"));

    private static string Words(TraceEndRecord end) =>
        $"{end.Workload ?? end.Host ?? "an address outside"} ({end.Address}{(end is { Workload: not null, Host: { } host } ? $" on {host}" : "")}{(end.Network is { } network ? $", {network}" : "")})";
}
