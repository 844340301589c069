using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Paths;
using CloudNet.Agent.Plan;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Traces;

namespace CloudNet.Agent.Tracing;

/// <summary>
/// Follows one packet through this host: what each rule of all of its tables did with it, not CloudNet's alone, which route its kernel takes, and what carries
/// it on. The packet is a real one, sent from the workload's namespace.
/// </summary>
/// <param name="networks">The networks as they are built.</param>
/// <param name="attachments">The workloads of this host.</param>
/// <param name="tools">Runs nft and ip, where the host is.</param>
/// <param name="clock">Tells time.</param>
internal sealed class Tracer(LiveNetworks networks, Func<IEnumerable<Attachment>> attachments, ToolRunner tools, TimeProvider clock)
{
    // Beyond it nobody waits for the result any more.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    // What a packet met is told by the kernel when it met it; the line is here some time later.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ArmAgain = TimeSpan.FromMilliseconds(200);

    /// <summary>Follows it.</summary>
    /// <param name="request">The packet.</param>
    /// <param name="host">This host's name.</param>
    /// <param name="ready">Called when it looks.</param>
    /// <param name="sent">Ends once another host has sent the packet and knows what came of it.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<HostTrace> RunAsync(TraceRequest request, string host, Action ready, Task sent, CancellationToken stop)
    {
        var text = new TraceText(request);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        ending.CancelAfter(Longest);
        try
        {
            if (WhyNot(request) is { } why) return new(host, [], Problem: why);
            await using var lines = tools.Follow(["nft", "monitor"], text.Read);
            await ArmAsync(request, lines, ending.Token);
            ready();
            var (words, took) = request.Sends ? await SendAsync(request, ending.Token) : await HeardAsync(sent, ending.Token);
            await Task.Delay(Settling, clock, ending.Token);
            return new(host, text.Steps, await RouteAsync(request, ending.Token), request.Sends ? TunnelWords.Of(networks.Current, request.Destination) : null,
                words, took is { } time ? (int)time.TotalMicroseconds : null);
        }
        catch (Exception fault) when (fault is KernelException or IOException or SocketException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            return new(host, text.Steps, Problem: fault is OperationCanceledException ? "it took longer than anybody waits" : fault.Message);
        }
        finally
        {
            await RemoveAsync();
        }
    }

    /// <summary>Takes away the table of a trace that an agent was killed in.</summary>
    public async Task RemoveAsync()
    {
        try
        {
            await NftAsync(TraceTable.Removing, CancellationToken.None);
        }
        catch (KernelException)
        {
            // Where nft cannot be run there is no table.
        }
    }

    // The controller is not taken at its word: a packet has one of this host's networks at an end of it.
    private string? WhyNot(TraceRequest request) =>
        request.Sends && request.Workload is { } id && attachments().All(workload => workload.Id != id || !workload.Addresses.Contains(request.Source))
            ? $"no workload with the address {request.Source} is attached here any more"
        : request is { Sends: true, Workload: null, Protocol: not TraceProtocol.Icmp } && !networks.Current.Any(network => IsOpen(network, request.Destination))
            ? $"this host itself sends TCP and UDP to its networks alone, and {request.Destination} is in none"
        : networks.Current.Any(network => Holds(network, request.Source) || Holds(network, request.Destination)) ? null
        : $"neither {request.Source} nor {request.Destination} is in a network of this host";

    private static bool IsOpen(NetworkOnHost network, IPAddress address) => network.OpenRanges(address.AddressFamily).Any(range => range.Contains(address));

    private static bool Holds(NetworkOnHost network, IPAddress address) => network.Settings.Ranges.Any(range => range.Contains(address));

    // nft tells of the table too: then it listens.
    private async Task ArmAsync(TraceRequest request, ToolLines lines, CancellationToken stop)
    {
        var heard = lines.WaitAsync(line => line.Contains(TraceTable.Name, StringComparison.Ordinal));
        while (!heard.IsCompleted)
        {
            if (lines.Ended is { } why) throw new KernelException($"nft monitor ended: {why}");
            if (await NftAsync(TraceTable.Adding(request), stop) is { } fault) throw new KernelException(fault);
            await Task.WhenAny(heard, Task.Delay(ArmAgain, clock, stop));
            stop.ThrowIfCancellationRequested();
        }
    }

    private async Task<(string? Words, TimeSpan? Took)> SendAsync(TraceRequest request, CancellationToken stop)
    {
        var workload = attachments().FirstOrDefault(workload => workload.Id == request.Workload);
        return await TraceProbe.SendAsync(request, workload?.NetnsPath, clock, stop);
    }

    private static async Task<(string? Words, TimeSpan? Took)> HeardAsync(Task sent, CancellationToken stop)
    {
        await sent.WaitAsync(stop);
        return (null, null);
    }

    // By the bridge where a workload sends; by what the packet comes in through where it is for one here.
    private async Task<string> RouteAsync(TraceRequest request, CancellationToken stop)
    {
        var link = request.Sends
            ? request.Workload is null ? null : networks.Current.FirstOrDefault(network => IsOn(network, request.Source))?.Bridge
            : networks.Current.FirstOrDefault(network => Holds(network, request.Destination))?.Device;
        string[] by = link is null ? [] : ["iif", link];
        var run = await tools.RunAsync(["ip", "route", "get", $"{request.Destination}", "from", $"{request.Source}", .. by], null, null, stop);
        return (run.ExitCode == 0 ? run.Output : run.Errors).Trim().Split('\n')[0].Trim();
    }

    private static bool IsOn(NetworkOnHost network, IPAddress address) => network.Subnets.Any(subnet => subnet.OnLink.Contains(address));

    private async Task<string?> NftAsync(string script, CancellationToken stop)
    {
        var run = await tools.RunAsync(["nft", "-f", "-"], script + "\n", null, stop);
        return run.ExitCode == 0 ? null : $"nft does not take the table of the trace: {run.Errors.Trim()}";
    }
}
