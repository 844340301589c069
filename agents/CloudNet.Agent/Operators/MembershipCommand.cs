using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Operators;

/// <summary>Which hosts are in a network, and which subnets are kept for whom.</summary>
internal static class MembershipCommand
{
    private static readonly ContractsJson Types = ContractsJson.Default;

    /// <summary><c>cloudnet network join</c>.</summary>
    public static Command Join(OperatorCommand operators)
    {
        var (network, host) = (NetworkCommand.Name(), Host());
        var overlap = NetworkCommand.Overlap("Also where the host has routes into the network. What is behind them may then not be reached.");
        var command = new Command("join", "Let a host join a network.") { network, host, overlap, operators.DryRun, operators.Json };
        command.SetAction((parsed, stop) => operators.ShowAsync(
            parsed, HttpMethod.Put,
            Path(parsed.GetRequiredValue(network), parsed.GetRequiredValue(host)) + (parsed.GetValue(overlap) ? "?allowOverlap=true" : ""), null,
            Types.MembershipRecord, NetworkText.Of, stop));
        return command;
    }

    /// <summary><c>cloudnet network leave</c>.</summary>
    public static Command Leave(OperatorCommand operators)
    {
        var (network, host) = (NetworkCommand.Name(), Host());
        var command = new Command("leave", "Take a host out of a network. Its containers there lose their way.") { network, host, operators.Yes, operators.DryRun };
        command.SetAction((parsed, stop) =>
        {
            var (name, who) = (parsed.GetRequiredValue(network), parsed.GetRequiredValue(host));
            return operators.Confirms(parsed, $"Host {who} leaves network {name}, and its containers there lose their way.")
                ? operators.DoAsync(parsed, HttpMethod.Delete, Path(name, who), $"Host {who} has left network {name}.", stop)
                : Task.FromResult(Cli.Terminal.Failure);
        });
        return command;
    }

    /// <summary><c>cloudnet network hide</c>.</summary>
    public static Command Hide(OperatorCommand operators) => Hidden(operators, HttpMethod.Put, "hide",
        "Hide a network from a host: it is in it for its containers alone, and its own processes reach nobody there, nor anybody them, but for ping.",
        "{0} is in {1} for its containers alone.");

    /// <summary><c>cloudnet network expose</c>.</summary>
    public static Command Expose(OperatorCommand operators) => Hidden(operators, HttpMethod.Delete, "expose",
        "Let a host's own processes take part in a network, as they do unless it was hidden from it.", "{0} itself takes part in {1}.");

    /// <summary><c>cloudnet network reserve</c>.</summary>
    public static Command Reserve(OperatorCommand operators)
    {
        var (network, host) = (NetworkCommand.Name(), new Argument<string>("host") { Description = "Name of the host; it need not be there yet." });
        var subnet = new Argument<string>("subnet") { Description = "The subnet: 10.100.9.0/24." };
        var command = new Command("reserve", "Keep a subnet for a host, without end.") { network, host, subnet, operators.DryRun, operators.Json };
        command.SetAction((parsed, stop) => operators.ShowAsync(
            parsed, HttpMethod.Post, $"networks/{OperatorCommand.Part(parsed.GetRequiredValue(network))}/reservations",
            JsonSerializer.SerializeToUtf8Bytes(new ReserveSubnet(parsed.GetRequiredValue(host), parsed.GetRequiredValue(subnet)), Types.ReserveSubnet),
            Types.LeaseRecord, lease => $"{lease.Subnet} is kept for {lease.HostName}.\n", stop));
        return command;
    }

    /// <summary><c>cloudnet network release</c>.</summary>
    public static Command Release(OperatorCommand operators)
    {
        var (network, host) = (NetworkCommand.Name(), new Argument<string>("host") { Description = "Name of the host." });
        var command = new Command("release", "Keep a host's subnet no longer. A host that has it goes on having it.") { network, host, operators.DryRun };
        command.SetAction((parsed, stop) => operators.DoAsync(
            parsed, HttpMethod.Delete,
            $"networks/{OperatorCommand.Part(parsed.GetRequiredValue(network))}/reservations/{OperatorCommand.Part(parsed.GetRequiredValue(host))}",
            $"Nothing is kept for {parsed.GetRequiredValue(host)} any more.", stop));
        return command;
    }

    private static Command Hidden(OperatorCommand operators, HttpMethod method, string verb, string description, string done)
    {
        var (network, host) = (NetworkCommand.Name(), Host());
        var command = new Command(verb, description) { network, host, operators.DryRun };
        command.SetAction((parsed, stop) =>
        {
            var (name, who) = (parsed.GetRequiredValue(network), parsed.GetRequiredValue(host));
            return operators.DoAsync(parsed, method, $"{Path(name, who)}/hidden", string.Format(CultureInfo.InvariantCulture, done, who, name), stop);
        });
        return command;
    }

    private static Argument<string> Host() => new("host") { Description = "The host's name or id." };

    private static string Path(string network, string host) => $"networks/{OperatorCommand.Part(network)}/hosts/{OperatorCommand.Part(host)}";
}
