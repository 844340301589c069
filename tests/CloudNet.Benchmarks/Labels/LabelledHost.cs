using System.Collections.Immutable;
using System.Net;
using CloudNet.Benchmarks.Fanout;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Benchmarks.Labels;

/// <summary>
/// A simulated host whose workloads change their labels. It reports as an agent does: all of them, where one is other, and at most ten times a second.
/// </summary>
internal sealed class LabelledHost(SimulatedAgent agent, NetworkId network, IPNetwork subnet, int number, int workloads)
{
    /// <summary>Name of the label.</summary>
    public const string Label = "service";

    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(100);
    private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary<string, string>.Empty;
    private readonly Lock guard = new();
    private readonly WorkloadReport[] all = [.. Enumerable.Range(0, workloads).Select(at => new WorkloadReport(
        new WorkloadId(Guid.CreateVersion7()), network, $"w{number}-{at}", [AddressOf(subnet, at)], None, DateTimeOffset.UnixEpoch))];

    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The host.</summary>
    public SimulatedAgent Agent => agent;

    /// <summary>The service of each workload, by its address.</summary>
    public IEnumerable<(IPAddress Address, string Service)> Truth
    {
        get
        {
            lock (guard) return [.. all.Select(one => (one.Addresses[0], one.Labels[Label]))];
        }
    }

    /// <summary>Has a workload behind another service.</summary>
    public void Change(int at, string service)
    {
        lock (guard)
        {
            all[at] = all[at] with { Labels = None.Add(Label, service) };
            changed.TrySetResult();
        }
    }

    /// <summary>Reports what is other, until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await changed.Task.WaitAsync(stop);
            WorkloadReport[] now;
            lock (guard) (now, changed) = ([.. all], new(TaskCreationOptions.RunContinuationsAsynchronously));
            await agent.ReportAsync(now);
            await Task.Delay(Spacing, stop);
        }
    }

    // The first of a subnet is its host's, and the second its gateway.
    private static IPAddress AddressOf(IPNetwork subnet, int at)
    {
        var octets = subnet.BaseAddress.GetAddressBytes();
        octets[3] += (byte)(at + 2);
        return new(octets);
    }
}
