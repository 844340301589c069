using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CloudNet.Agent.Cli;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Operators;

/// <summary><c>cloudnet network service</c>: one address of a network in front of many backends.</summary>
internal static class ServiceCommand
{
    private static readonly ContractsJson Types = ContractsJson.Default;

    /// <summary>The command.</summary>
    public static Command Create(OperatorCommand operators) => new("service", "Services of a network: one address each, in front of many containers.")
    {
        List(operators), Show(operators), Make(operators), Set(operators), Remove(operators),
    };

    private static Command List(OperatorCommand operators)
    {
        var network = NetworkCommand.Name();
        var options = new ListOptions([ListOptions.Filter("name", "Only services whose names begin so.", "PREFIX")]);
        var command = new Command("list", "List the services of a network, or some of them, with how many backends each has now.") { network };
        options.AddTo(command);
        command.Add(operators.Json);
        command.SetAction((parsed, stop) =>
        {
            var of = parsed.GetRequiredValue(network);
            return ListCommand.RunAsync(operators, parsed, Path(of), Types.ServiceRecord, all => ServiceText.Of(of, all), options, stop);
        });
        return command;
    }

    private static Command Show(OperatorCommand operators)
    {
        var (network, service) = (NetworkCommand.Name(), Name());
        var command = new Command("show", "Show a service and what is behind it now. JSON is of both: service and backends.") { network, service, operators.Json };
        command.SetAction((parsed, stop) => operators.CallAsync(parsed, async api =>
        {
            var path = Path(parsed.GetRequiredValue(network), parsed.GetRequiredValue(service));
            var record = await api.SendAsync(HttpMethod.Get, path, null, stop);
            if (record.Refusal is not null) return operators.Terminal.Fail(record.Refusal);
            var backends = await api.SendAsync(HttpMethod.Get, $"{path}/backends", null, stop);
            if (backends.Refusal is not null) return operators.Terminal.Fail(backends.Refusal);
            if (parsed.GetValue(operators.Json))
                operators.Terminal.Output.WriteLine($$"""{"service":{{Encoding.UTF8.GetString(record.Body)}},"backends":{{Encoding.UTF8.GetString(backends.Body)}}}""");
            else operators.Terminal.Output.Write(ServiceText.Of(Read(record, Types.ServiceRecord), Read(backends, Types.IReadOnlyListBackendRecord)));
            return Terminal.Success;
        }));
        return command;
    }

    private static Command Make(OperatorCommand operators)
    {
        var network = NetworkCommand.Name();
        var name = new Argument<string>("name") { Description = "Its name: lower-case letters, digits and hyphens, a letter first." };
        var options = new ServiceOptions(makes: true);
        var addresses = new Option<string[]>("--address")
        {
            Description = "Its address, from before the network's first subnet; one of each family. Default: a free one of each.", HelpName = "ADDRESS",
        };
        var command = new Command("create", "Have one address of a network stand in front of all workloads with some labels, or of fixed addresses.") { network, name };
        options.AddTo(command);
        command.Add(addresses);
        command.Add(operators.DryRun);
        command.Add(operators.Json);
        command.SetAction((parsed, stop) =>
        {
            var asked = options.Of(parsed);
            var ask = new CreateService(
                parsed.GetRequiredValue(name), asked.Ports, asked.Selector, asked.Backends,
                parsed.GetValue(addresses) is { Length: > 0 } picked ? picked : null,
                asked.Algorithm, asked.WeightLabel, asked.Affinity, asked.AffinitySeconds, asked.LocalOnly, asked.HealthCheck, asked.Hosts,
                options.IsHeadless(parsed) ? true : null);
            return operators.ShowAsync(
                parsed, HttpMethod.Post, Path(parsed.GetRequiredValue(network)), JsonSerializer.SerializeToUtf8Bytes(ask, Types.CreateService),
                Types.ServiceRecord, ServiceText.Of, stop);
        });
        return command;
    }

    private static Command Set(OperatorCommand operators)
    {
        var (network, service) = (NetworkCommand.Name(), Name());
        var options = new ServiceOptions(makes: false);
        var command = new Command("set", "Change a service while it runs; what is not given stays. Its name and its addresses stay always.") { network, service };
        options.AddTo(command);
        command.Add(operators.DryRun);
        command.Add(operators.Json);
        command.SetAction((parsed, stop) => operators.ShowAsync(
            parsed, HttpMethod.Put, Path(parsed.GetRequiredValue(network), parsed.GetRequiredValue(service)),
            JsonSerializer.SerializeToUtf8Bytes(options.Of(parsed), Types.SetService), Types.ServiceRecord, ServiceText.Of, stop));
        return command;
    }

    private static Command Remove(OperatorCommand operators)
    {
        var (network, service) = (NetworkCommand.Name(), Name());
        var command = new Command("remove", "Remove a service: its address leads nowhere any more. Connections that came by it go on until they end.")
        {
            network, service, operators.DryRun,
        };
        command.SetAction((parsed, stop) => operators.DoAsync(
            parsed, HttpMethod.Delete, Path(parsed.GetRequiredValue(network), parsed.GetRequiredValue(service)),
            $"Service {parsed.GetRequiredValue(service)} is removed.", stop));
        return command;
    }

    private static T Read<T>(ApiAnswer answer, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(answer.Body, type) ?? throw new JsonException("The answer is null.");

    private static Argument<string> Name() => new("service") { Description = "The service's name or id." };

    private static string Path(string network) => $"networks/{OperatorCommand.Part(network)}/services";

    private static string Path(string network, string service) => $"{Path(network)}/{OperatorCommand.Part(service)}";
}
