using System.CommandLine;
using CloudNet.Agent.Cli;

namespace CloudNet.Agent.Udp;

/// <summary><c>cloudnet-agent udp</c>: the tunnel of the driver <c>udp</c>, a process by itself for each network.</summary>
internal static class UdpCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context) =>
        new("udp", "Carry a network's packets in UDP, for underlays that let nothing else through. A tunnel is a process by itself.")
        {
            UdpRunCommand.Create(context), UdpBatchCommand.Create(context), UdpShowCommand.Create(context),
        };

    /// <summary><c>--control</c>.</summary>
    public static Option<string> Control() => new("--control")
    {
        Description = "Control socket of the tunnel, as in /run/cloudnet/cn-ud5.sock.", HelpName = "PATH", Required = true,
    };
}
