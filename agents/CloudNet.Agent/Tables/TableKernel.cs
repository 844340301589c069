using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan.Tables;

namespace CloudNet.Agent.Tables;

/// <summary>
/// A table of the host's kernel. Its maps and chains are read by nft without elements, and the elements from the kernel itself: nft takes seconds
/// for some ten thousand, and the kernel milliseconds.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="netnsPath">Path of the network namespace that is 'the host', or null for the process's own.</param>
/// <param name="tools">Runs nft there.</param>
internal sealed class TableKernel(TableKind table, string? netnsPath, ToolRunner tools) : ITableKernel
{
    private const int Tries = 5;
    private const ushort Interrupted = 0x10; // NLM_F_DUMP_INTR
    private const int NotThere = 2; // ENOENT

    /// <inheritdoc/>
    public async Task<string?> FrameAsync(CancellationToken cancel)
    {
        var run = await tools.RunAsync(["nft", "-s", "-t", "list", "table", .. table.Name.Split(' ')], null, null, cancel);
        if (run.ExitCode == 0) return run.Output;
        return run.Errors.Contains("No such file or directory", StringComparison.Ordinal)
            ? null
            : throw new KernelException($"nft did not list the table of {table.What}: {run.Errors.ReplaceLineEndings(" ").Trim()}");
    }

    /// <inheritdoc/>
    public ImmutableArray<NftElement> Elements(IEnumerable<string> maps)
    {
        using var socket = NetlinkSocket.Netfilter(netnsPath);
        return [.. maps.SelectMany(map => Elements(socket, map))];
    }

    /// <inheritdoc/>
    public ImmutableArray<NftCounter> Counters()
    {
        using var socket = NetlinkSocket.Netfilter(netnsPath);
        List<NftCounter> found = [];
        socket.Send(CounterMessage.List(table));
        var error = socket.Answers((in NetlinkMessage message) =>
        {
            if (CounterMessage.Read(message) is { } counter) found.Add(counter);
        });
        return error is 0 or NotThere ? [.. found] : throw new KernelException($"the counters of {table.What} could not be listed: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    /// <inheritdoc/>
    public async Task<string?> RunAsync(string script, CancellationToken cancel)
    {
        var run = await tools.RunAsync(["nft", "-f", "-"], script, null, cancel);
        return run.ExitCode == 0 ? null : run.Errors.ReplaceLineEndings(" ").Trim();
    }

    // Whoever changes a map while it is told has it told anew.
    private List<NftElement> Elements(NetlinkSocket socket, string map)
    {
        for (var tries = 1; ; tries++)
        {
            List<NftElement> found = [];
            var whole = true;
            socket.Send(ElementMessage.List(table, map));
            var error = socket.Answers((in NetlinkMessage message) =>
            {
                whole &= (message.Flags & Interrupted) == 0;
                ElementMessage.Read(message, table, map, found);
            });
            if (error is not (0 or NotThere))
                throw new KernelException($"the elements of {map} could not be listed: {Marshal.GetPInvokeErrorMessage(error)}");
            if (whole) return found;
            if (tries == Tries) throw new KernelException($"the elements of {map} are others each time that they are listed");
        }
    }
}
