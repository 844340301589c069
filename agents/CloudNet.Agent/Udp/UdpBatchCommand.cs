using System.CommandLine;
using CloudNet.Agent.Cli;
using CloudNet.Agent.Udp.Control;

namespace CloudNet.Agent.Udp;

/// <summary><c>cloudnet-agent udp batch</c>.</summary>
internal static class UdpBatchCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var control = UdpCommand.Control();
        var command = new Command("batch",
            "Change a tunnel's peers, all at once, by lines of standard input: 'peer set 192.168.0.2:8285 10.5.2.0/24 fd00:5:2::/64' or " +
            "'peer del 192.168.0.2:8285'. A line that is refused is named, and the others are applied.") { control };
        command.SetAction((parsed, stop) => RunAsync(context.Terminal, new(parsed.GetRequiredValue(control)), stop));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, TunnelClient tunnel, CancellationToken stop)
    {
        try
        {
            var text = await terminal.Input.ReadToEndAsync(stop);
            var (_, refused) = await tunnel.ChangeAsync(text.ReplaceLineEndings("\n").Split('\n'), stop);
            foreach (var (line, why) in refused) terminal.Errors.WriteLine($"Line {line}: {why}");
            return refused.Count == 0 ? Terminal.Success : Terminal.Failure;
        }
        catch (TunnelException fault)
        {
            return terminal.Fail(fault.Message);
        }
    }
}
