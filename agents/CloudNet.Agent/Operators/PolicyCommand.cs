using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CloudNet.Agent.Cli;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Operators;

/// <summary><c>cloudnet network policy</c>: who of a network may begin which connections.</summary>
internal static class PolicyCommand
{
    private static readonly ContractsJson Types = ContractsJson.Default;

    /// <summary>The command.</summary>
    public static Command Create(OperatorCommand operators) => new("policy", "Policies of a network: which connections of its workloads are allowed or denied.")
    {
        List(operators), Show(operators), Make(operators), Set(operators), Remove(operators), Default(operators),
    };

    private static Command List(OperatorCommand operators)
    {
        var network = NetworkCommand.Name();
        var options = new ListOptions([ListOptions.Filter("name", "Only policies whose names begin so.", "PREFIX")]);
        var command = new Command("list", "List the policies of a network, or some of them, with how many packets each has matched.") { network };
        options.AddTo(command);
        command.Add(operators.Json);
        command.SetAction((parsed, stop) =>
        {
            var of = parsed.GetRequiredValue(network);
            return ListCommand.RunAsync(operators, parsed, Path(of), Types.PolicyRecord, all => PolicyText.Of(of, all), options, stop);
        });
        return command;
    }

    private static Command Show(OperatorCommand operators)
    {
        var (network, policy) = (NetworkCommand.Name(), Name());
        var command = new Command("show", "Show a policy and what it has matched on each host. JSON is of both: policy and counts.")
        {
            network, policy, operators.Json,
        };
        command.SetAction((parsed, stop) => operators.CallAsync(parsed, async api =>
        {
            var path = Path(parsed.GetRequiredValue(network), parsed.GetRequiredValue(policy));
            var record = await api.SendAsync(HttpMethod.Get, path, null, stop);
            if (record.Refusal is not null) return operators.Terminal.Fail(record.Refusal);
            var counts = await api.SendAsync(HttpMethod.Get, $"{path}/counts", null, stop);
            if (counts.Refusal is not null) return operators.Terminal.Fail(counts.Refusal);
            if (parsed.GetValue(operators.Json))
                operators.Terminal.Output.WriteLine($$"""{"policy":{{Encoding.UTF8.GetString(record.Body)}},"counts":{{Encoding.UTF8.GetString(counts.Body)}}}""");
            else operators.Terminal.Output.Write(PolicyText.Of(Read(record, Types.PolicyRecord), Read(counts, Types.IReadOnlyListPolicyCountRecord)));
            return Terminal.Success;
        }));
        return command;
    }

    private static Command Make(OperatorCommand operators)
    {
        var network = NetworkCommand.Name();
        var name = new Argument<string>("name") { Description = "Its name: lower-case letters, digits and hyphens, a letter first." };
        var options = new PolicyOptions(makes: true);
        var command = new Command("create", "Allow or deny connections of a network's workloads. What runs goes on.") { network, name };
        options.AddTo(command);
        command.Add(operators.DryRun);
        command.Add(operators.Json);
        command.SetAction((parsed, stop) =>
        {
            var asked = options.Of(parsed);
            var ask = new CreatePolicy(
                parsed.GetRequiredValue(name), asked.Direction, asked.Action, asked.Selector, asked.Peers, asked.Ports, asked.Priority, asked.DryRun);
            return operators.ShowAsync(
                parsed, HttpMethod.Post, Path(parsed.GetRequiredValue(network)), JsonSerializer.SerializeToUtf8Bytes(ask, Types.CreatePolicy),
                Types.PolicyRecord, PolicyText.Of, stop);
        });
        return command;
    }

    private static Command Set(OperatorCommand operators)
    {
        var (network, policy) = (NetworkCommand.Name(), Name());
        var options = new PolicyOptions(makes: false);
        var command = new Command("set", "Change a policy; what is not given stays. Its name stays always.") { network, policy };
        options.AddTo(command);
        command.Add(operators.DryRun);
        command.Add(operators.Json);
        command.SetAction((parsed, stop) => operators.ShowAsync(
            parsed, HttpMethod.Put, Path(parsed.GetRequiredValue(network), parsed.GetRequiredValue(policy)),
            JsonSerializer.SerializeToUtf8Bytes(options.Of(parsed), Types.SetPolicy), Types.PolicyRecord, PolicyText.Of, stop));
        return command;
    }

    private static Command Remove(OperatorCommand operators)
    {
        var (network, policy) = (NetworkCommand.Name(), Name());
        var command = new Command("remove", "Remove a policy, and what was counted of it.") { network, policy, operators.DryRun };
        command.SetAction((parsed, stop) => operators.DoAsync(
            parsed, HttpMethod.Delete, Path(parsed.GetRequiredValue(network), parsed.GetRequiredValue(policy)),
            $"Policy {parsed.GetRequiredValue(policy)} is removed.", stop));
        return command;
    }

    private static Command Default(OperatorCommand operators)
    {
        var network = NetworkCommand.Name();
        Option<string?> Of(string name, string of) => new($"--{name}")
        {
            Description = $"What becomes of {of}: allow, deny, or count: allow, and count what deny would refuse.", HelpName = "DEFAULT",
        };
        var (ingress, egress) = (Of("ingress", "connections to its workloads"), Of("egress", "those that its workloads begin"));
        var command = new Command("default", "Show what becomes of what no policy of a network matches, or change it.")
        {
            network, ingress, egress, operators.DryRun, operators.Json,
        };
        command.SetAction((parsed, stop) =>
        {
            var ask = new SetPolicyDefaults(parsed.GetValue(ingress), parsed.GetValue(egress));
            var isRead = ask is { Ingress: null, Egress: null };
            return operators.ShowAsync(
                parsed, isRead ? HttpMethod.Get : HttpMethod.Put, $"networks/{OperatorCommand.Part(parsed.GetRequiredValue(network))}/policy-defaults",
                isRead ? null : JsonSerializer.SerializeToUtf8Bytes(ask, Types.SetPolicyDefaults), Types.PolicyDefaultsRecord, PolicyText.Of, stop);
        });
        return command;
    }

    private static T Read<T>(ApiAnswer answer, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(answer.Body, type) ?? throw new JsonException("The answer is null.");

    private static Argument<string> Name() => new("policy") { Description = "The policy's name or id." };

    private static string Path(string network) => $"networks/{OperatorCommand.Part(network)}/policies";

    private static string Path(string network, string policy) => $"{Path(network)}/{OperatorCommand.Part(policy)}";
}
