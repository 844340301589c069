using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Conntrack;
using CloudNet.Agent.Diff;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Preflight;
using CloudNet.Agent.State;
using CloudNet.Agent.Tables;
using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Tests.Reconcile;

/// <summary>Another kernel, and how often it was read.</summary>
internal sealed class CountedKernel(IKernel kernel) : IKernel
{
    private int reads;

    public int Reads => Volatile.Read(ref reads);

    /// <summary>Names of links that were read by themselves. To be looked at while the loop rests.</summary>
    public List<string> LinksRead { get; } = [];

    public async Task<KernelState> ReadAsync(CancellationToken cancel)
    {
        var state = await kernel.ReadAsync(cancel);
        Interlocked.Increment(ref reads);
        return state;
    }

    public Task<ImmutableArray<KernelLink>> ReadLinksAsync(IReadOnlyCollection<string> names, CancellationToken cancel)
    {
        LinksRead.AddRange(names);
        return kernel.ReadLinksAsync(names, cancel);
    }

    public Task<ApplyResult> ApplyAsync(ImmutableArray<KernelStep> steps, CancellationToken cancel) => kernel.ApplyAsync(steps, cancel);

    public Task<HostFacts> FactsAsync(IPAddress underlay, CancellationToken cancel) => kernel.FactsAsync(underlay, cancel);

    public Task<bool> HasAddressAsync(IPAddress address, CancellationToken cancel) => kernel.HasAddressAsync(address, cancel);

    public ITableKernel Services => kernel.Services;

    public ITableKernel Policies => kernel.Policies;

    public ITableKernel PolicyPorts => kernel.PolicyPorts;

    public IFlowTable Flows => kernel.Flows;

    public Wake OthersChanged => kernel.OthersChanged;

    public Task<ImmutableArray<HostRange>> OtherRoutesAsync(CancellationToken cancel) => kernel.OtherRoutesAsync(cancel);

    public Task<HostSettings> SettingsAsync(CancellationToken cancel) => kernel.SettingsAsync(cancel);

    public IAsyncEnumerable<KernelEvent> WatchAsync(CancellationToken cancel) => kernel.WatchAsync(cancel);
}
