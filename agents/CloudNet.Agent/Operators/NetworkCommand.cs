using System.CommandLine;
using System.Text.Json;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Operators;

/// <summary><c>cloudnet network</c>: networks, and which hosts are in them.</summary>
internal static class NetworkCommand
{
    private static readonly ContractsJson Types = ContractsJson.Default;

    /// <summary>The command.</summary>
    public static Command Create(OperatorCommand operators) => new("network", "Networks, and which hosts are in them.")
    {
        ListCommand.Create(operators, "List the networks, or some of them.", "networks", Types.NetworkRecord, NetworkText.Of, new(
            [ListOptions.Filter("name", "Only networks whose names begin so.", "PREFIX")])),
        Show(operators), Make(operators), Grow(operators), Remove(operators), Pool(operators),
        MembershipCommand.Join(operators), MembershipCommand.Leave(operators), MembershipCommand.Reserve(operators), MembershipCommand.Release(operators),
        PinCommand.Pin(operators), PinCommand.Unpin(operators), PinCommand.List(operators), PinCommand.Next(operators),
        PortMappingCommand.Create(operators), PortMappingCommand.Remove(operators), PortMappingCommand.List(operators), PathCommand.List(operators),
        ServiceCommand.Create(operators), PolicyCommand.Create(operators),
        MembershipCommand.Hide(operators), MembershipCommand.Expose(operators),
        PeeringCommand.Peer(operators), PeeringCommand.End(operators), PeeringCommand.List(operators),
        RolloutCommand.Change(operators), RolloutCommand.Rotate(operators), RolloutCommand.List(operators), RolloutCommand.End(operators),
    };

    /// <summary>The argument that names a network.</summary>
    public static Argument<string> Name() => new("network") { Description = "The network's name or id." };

    /// <summary>The option that lets a network have addresses that routes of hosts lead to.</summary>
    /// <param name="description">What that means here.</param>
    public static Option<bool> Overlap(string description) => new("--allow-overlap") { Description = description };

    private static Command Show(OperatorCommand operators)
    {
        var name = Name();
        var command = new Command("show", "Show a network and the subnets of its hosts.") { name, operators.Json };
        command.SetAction((parsed, stop) => operators.ShowAsync(
            parsed, HttpMethod.Get, $"networks/{OperatorCommand.Part(parsed.GetRequiredValue(name))}", null, Types.NetworkRecord, NetworkText.Of, stop));
        return command;
    }

    private static Command Make(OperatorCommand operators)
    {
        var name = new Argument<string>("name") { Description = "Its name." };
        var ranges = new Argument<string[]>("range")
        {
            Description = "What its hosts' subnets are cut from: 10.100.0.0/16, fd00:100::/48; several make it larger or dual-stack.",
            Arity = ArgumentArity.OneOrMore,
        };
        var driver = new Option<string?>("--driver") { Description = "vxlan (default), routed, udp, wireguard, bridge or gre.", HelpName = "DRIVER" };
        var preshared = new Option<bool>("--preshared") { Description = "Hosts share a secret besides their WireGuard keys." };
        var encrypted = new Option<bool>("--encrypted") { Description = "The driver runs over WireGuard; without it nothing leaves." };
        var direct = new Option<bool>("--direct-routing") { Description = "Plain routes between hosts on one link, the tunnel between others (vxlan)." };
        var vni = new Option<int?>("--vni") { Description = "Number on the wire and in link names. Default: a free one.", HelpName = "NUMBER" };
        var port = new Option<int?>("--port") { Description = "UDP port that hosts send to. Default: the driver's.", HelpName = "PORT" };
        var subnets = new SubnetOptions("Prefix length of each host's subnet of the first range. Default: by the range.");
        var mtu = new Option<int?>("--mtu") { Description = "Bytes. Default: measured by each host.", HelpName = "BYTES" };
        var noNat = new Option<bool>("--no-nat") { Description = "What leaves the network keeps its address." };
        var overlap = Overlap("Also where hosts have routes into it. Such a host does not join unasked.");
        var command = new Command("create", "Make a network.")
        {
            name, ranges, driver, encrypted, preshared, direct, vni, port, mtu, noNat, overlap, operators.DryRun, operators.Json,
        };
        subnets.AddTo(command);
        command.SetAction((parsed, stop) =>
        {
            var (all, (length, min, max)) = (parsed.GetRequiredValue(ranges), subnets.Of(parsed));
            var ask = new CreateNetwork(
                parsed.GetRequiredValue(name), all[0], length, parsed.GetValue(driver), parsed.GetValue(noNat) ? false : null,
                parsed.GetValue(mtu), min, max, MoreRanges: [.. all.Skip(1).Select(range => new AddRange(range))],
                AllowOverlap: Given(parsed, overlap), Vni: parsed.GetValue(vni), Port: parsed.GetValue(port), Encrypted: Given(parsed, encrypted),
                Preshared: Given(parsed, preshared),
                DirectRouting: Given(parsed, direct));
            var body = JsonSerializer.SerializeToUtf8Bytes(ask, Types.CreateNetwork);
            return operators.ShowAsync(parsed, HttpMethod.Post, "networks", body, Types.NetworkRecord, NetworkText.Of, stop);
        });
        return command;
    }

    private static bool? Given(ParseResult parsed, Option<bool> option) => parsed.GetValue(option) ? true : null;

    private static Command Grow(OperatorCommand operators)
    {
        var name = Name();
        var range = new Argument<string>("range") { Description = "A further range, or a wider one in place of those inside it." };
        var overlap = Overlap("Also where hosts have routes into the range. Such a host does not join unasked.");
        var subnets = new SubnetOptions("Prefix length of each host's subnet. All of a network's IPv4 subnets have one, and all of its IPv6; default: that, or by the range.");
        var command = new Command("grow", "Give a network more addresses while it runs. Its hosts keep what they have.")
        {
            name, range, overlap, operators.DryRun, operators.Json,
        };
        subnets.AddTo(command);
        command.SetAction((parsed, stop) =>
        {
            var (length, min, max) = subnets.Of(parsed);
            var ask = new AddRange(parsed.GetRequiredValue(range), length, min, max, AllowOverlap: parsed.GetValue(overlap) ? true : null);
            return operators.ShowAsync(
                parsed, HttpMethod.Post, $"networks/{OperatorCommand.Part(parsed.GetRequiredValue(name))}/ranges",
                JsonSerializer.SerializeToUtf8Bytes(ask, Types.AddRange), Types.NetworkRecord, NetworkText.Of, stop);
        });
        return command;
    }

    private static Command Remove(OperatorCommand operators)
    {
        var name = Name();
        var command = new Command("remove", "Remove a network from all its hosts. Its containers lose their way.") { name, operators.Yes, operators.DryRun };
        command.SetAction((parsed, stop) =>
        {
            var network = parsed.GetRequiredValue(name);
            return operators.Confirms(parsed, $"Network {network} goes from all its hosts, and its containers lose their way.")
                ? operators.DoAsync(parsed, HttpMethod.Delete, $"networks/{OperatorCommand.Part(network)}", $"Network {network} is removed.", stop)
                : Task.FromResult(Cli.Terminal.Failure);
        });
        return command;
    }

    private static Command Pool(OperatorCommand operators)
    {
        var name = Name();
        var command = new Command("pool", "Show what a network has left to give.") { name, operators.Json };
        command.SetAction((parsed, stop) => operators.ShowAsync(
            parsed, HttpMethod.Get, $"networks/{OperatorCommand.Part(parsed.GetRequiredValue(name))}/pool", null, Types.PoolRecord, NetworkText.Of, stop));
        return command;
    }
}
