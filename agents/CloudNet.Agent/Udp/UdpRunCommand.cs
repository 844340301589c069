using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using CloudNet.Agent.Cli;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;
using CloudNet.Agent.State;
using CloudNet.Agent.Udp.Peers;

namespace CloudNet.Agent.Udp;

/// <summary><c>cloudnet-agent udp run</c>.</summary>
internal static class UdpRunCommand
{
    private static readonly Option<string> Link = new("--link")
    {
        Description = "A TUN that is there: 'ip tuntap add dev cn-ud5 mode tun vnet_hdr'. Its MTU has to be 28 below the underlay's over IPv4, 48 over IPv6.",
        HelpName = "NAME", Required = true,
    };

    private static readonly Option<IPAddress> Local = new("--local")
    {
        Description = "This host's address on the underlay, IPv4 or IPv6; peers have addresses of the same family.", HelpName = "ADDRESS", Required = true,
        CustomParser = result => ExactAddress.TryParse(result.Tokens[0].Value, out var address) && IsOfThisHost(address) ? address : Wrong(result),
    };

    private static readonly Option<ushort> Port = new("--port")
    {
        Description = "UDP port, here and for peers to send to.", HelpName = "PORT", DefaultValueFactory = _ => TunnelRun.UsualPort,
        Validators = { result => { if (result.Tokens is [{ Value: "0" }]) result.AddError("--port takes a port from 1 to 65535, not 0."); } },
    };

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var control = UdpCommand.Control();
        var command = new Command("run", "Run a tunnel until it is told to stop (SIGTERM), or its link is deleted. It outlives who started it.") { Link, Local, Port, control };
        command.SetAction((parsed, stop) => RunAsync(
            context, new(parsed.GetRequiredValue(Link), parsed.GetRequiredValue(Local), parsed.GetValue(Port), parsed.GetRequiredValue(control)), stop));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, TunnelSettings settings, CancellationToken stop)
    {
        var log = new AgentLog(new UnfailingWriter(context.Terminal.Errors), context.Clock);
        try
        {
            await new TunnelRun(settings, log, context.Clock).RunAsync(stop);
            return Terminal.Success;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            log.Info("udp", $"Stopped; {settings.Link} carries nothing now.");
            return Terminal.Success;
        }
        catch (Exception fault) when (fault is KernelException or Wire.LinkGoneException)
        {
            log.Error("udp", fault.Message);
            // With the link the network is gone from this host, and nothing of it is to be left.
            if (fault is Wire.LinkGoneException) File.Delete(UdpLink.LogOf(settings.Control));
            return Terminal.Failure;
        }
    }

    private static bool IsOfThisHost(IPAddress address) => !address.IsIPv4MappedToIPv6 && new PeerEndpoint(AddressNumber.Of(address), 1).IsOfOneHost;

    private static IPAddress? Wrong(ArgumentResult result)
    {
        result.AddError($"--local takes an address of this host, as in 192.168.0.1 or fd00::1, not '{result.Tokens[0].Value}'.");
        return null;
    }
}
