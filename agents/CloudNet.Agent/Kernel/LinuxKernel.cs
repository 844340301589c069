using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Conntrack;
using CloudNet.Agent.Diff;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Policies;
using CloudNet.Agent.Plan.Services;
using CloudNet.Agent.Preflight;
using CloudNet.Agent.State;
using CloudNet.Agent.Tables;
using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Kernel;

/// <summary>
/// The real kernel: read and changed through <c>ip</c>, <c>bridge</c> and <c>nft</c> in batches, watched through netlink.
/// </summary>
/// <param name="netnsPath">Path of the network namespace that is 'the host', or null for the process's own.</param>
/// <param name="mountPath">Path of the mount namespace that is 'the host', in which tools find each other's sockets, or null for the process's own.</param>
internal sealed class LinuxKernel(string? netnsPath = null, string? mountPath = null) : IKernel
{
    private readonly ToolRunner tools = new(netnsPath, mountPath);
    private readonly FlowTable flows = new(netnsPath);
    private readonly StaleFlows stale = new(new(netnsPath, mountPath), new(netnsPath));
    private readonly BridgeFilter filter = new(new(netnsPath, mountPath));

    // The link that FactsAsync found last: changes of other links that are not CloudNet's need no look. Null until then, and while none has the address.
    private volatile string? underlayLink;

    /// <inheritdoc/>
    public Task<KernelState> ReadAsync(CancellationToken cancel) => new KernelReader(tools).ReadAsync(cancel);

    /// <inheritdoc/>
    public Task<ImmutableArray<KernelLink>> ReadLinksAsync(IReadOnlyCollection<string> names, CancellationToken cancel) =>
        new LinkReader(tools).ReadAsync(names, cancel);

    /// <inheritdoc/>
    public async Task<ApplyResult> ApplyAsync(ImmutableArray<KernelStep> steps, CancellationToken cancel)
    {
        if (steps.Any(step => step is { Verb: not StepVerb.Remove, Item: BridgeLink { Filtered: true } })) await filter.LoadAsync(cancel);
        var result = await new StepRun(tools).RunAsync(steps, cancel);
        // What goes on follows the new table too.
        var table = steps.FirstOrDefault(step => step is { Verb: not StepVerb.Remove, Item: NftTable });
        if (table is { Item: NftTable { Targets: { } targets } } && !result.Failures.Any(failure => failure.Step == table))
            await stale.ForgetAsync(targets, cancel);
        return result;
    }

    /// <inheritdoc/>
    public async Task<HostFacts> FactsAsync(IPAddress underlay, CancellationToken cancel)
    {
        var facts = await new KernelReader(tools).FactsAsync(underlay, cancel);
        // The address, or another in its place, may come on any link.
        underlayLink = facts?.UnderlayLink;
        return facts is not null ? facts with { HasBridgeFilter = filter.MayBeHad } : throw new KernelException($"no link of this host has the underlay address {underlay}; 'ip address' shows those it has");
    }

    /// <inheritdoc/>
    public Task<bool> HasAddressAsync(IPAddress address, CancellationToken cancel) => new KernelReader(tools).HasAddressAsync(address, cancel);

    /// <inheritdoc/>
    public ITableKernel Services { get; } = new TableKernel(ServiceNames.Kind, netnsPath, new(netnsPath, mountPath));

    /// <inheritdoc/>
    public ITableKernel Policies { get; } = new TableKernel(PolicyNames.Table, netnsPath, new(netnsPath, mountPath));

    /// <inheritdoc/>
    public ITableKernel PolicyPorts { get; } = new TableKernel(PolicyNames.Ports, netnsPath, new(netnsPath, mountPath));

    /// <inheritdoc/>
    public IFlowTable Flows => flows;

    /// <inheritdoc/>
    public Wake OthersChanged { get; } = new();

    /// <inheritdoc/>
    public Task<ImmutableArray<HostRange>> OtherRoutesAsync(CancellationToken cancel) => new KernelReader(tools).OtherRoutesAsync(cancel);

    /// <inheritdoc/>
    public Task<HostSettings> SettingsAsync(CancellationToken cancel) => new SettingsReader(tools).ReadAsync(cancel);

    /// <inheritdoc/>
    public IAsyncEnumerable<KernelEvent> WatchAsync(CancellationToken cancel) =>
        new NetlinkWatch(netnsPath, () => underlayLink, OthersChanged).RunAsync(cancel);
}
