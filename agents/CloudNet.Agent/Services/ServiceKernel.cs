using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan.Services;

namespace CloudNet.Agent.Services;

/// <summary>
/// The services' table of the host's kernel. Its maps and chains are read by nft without elements, and the elements from the kernel itself: nft takes seconds
/// for some ten thousand, and the kernel milliseconds.
/// </summary>
/// <param name="netnsPath">Path of the network namespace that is 'the host', or null for the process's own.</param>
/// <param name="tools">Runs nft there.</param>
internal sealed class ServiceKernel(string? netnsPath, ToolRunner tools) : IServiceKernel
{
    private const int Tries = 5;
    private const ushort Interrupted = 0x10; // NLM_F_DUMP_INTR
    private const int NotThere = 2; // ENOENT

    /// <inheritdoc/>
    public async Task<string?> FrameAsync(CancellationToken cancel)
    {
        var run = await tools.RunAsync(["nft", "-s", "-t", "list", "table", .. ServiceNames.Table.Split(' ')], null, null, cancel);
        if (run.ExitCode == 0) return run.Output;
        return run.Errors.Contains("No such file or directory", StringComparison.Ordinal)
            ? null
            : throw new KernelException($"nft did not list the table of services: {run.Errors.ReplaceLineEndings(" ").Trim()}");
    }

    /// <inheritdoc/>
    public ImmutableArray<NftElement> Elements(IEnumerable<string> maps)
    {
        using var socket = NetlinkSocket.Netfilter(netnsPath);
        return [.. maps.SelectMany(map => Elements(socket, map))];
    }

    /// <inheritdoc/>
    public async Task<string?> RunAsync(string script, CancellationToken cancel)
    {
        var run = await tools.RunAsync(["nft", "-f", "-"], script, null, cancel);
        return run.ExitCode == 0 ? null : run.Errors.ReplaceLineEndings(" ").Trim();
    }

    // Whoever changes a map while it is told has it told anew.
    private static List<NftElement> Elements(NetlinkSocket socket, string map)
    {
        for (var tries = 1; ; tries++)
        {
            List<NftElement> found = [];
            var whole = true;
            socket.Send(ElementMessage.List(map));
            var error = socket.Answers((in NetlinkMessage message) =>
            {
                whole &= (message.Flags & Interrupted) == 0;
                ElementMessage.Read(message, map, found);
            });
            if (error is not (0 or NotThere))
                throw new KernelException($"the elements of {map} could not be listed: {Marshal.GetPInvokeErrorMessage(error)}");
            if (whole) return found;
            if (tries == Tries) throw new KernelException($"the elements of {map} are others each time that they are listed");
        }
    }
}
