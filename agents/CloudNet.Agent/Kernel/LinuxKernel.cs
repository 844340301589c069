using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Diff;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Preflight;
using CloudNet.Agent.State;
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

    // The link that FactsAsync found last: changes of other links that are not CloudNet's need no look. Null until then, and while none has the address.
    private volatile string? underlayLink;

    /// <inheritdoc/>
    public Task<KernelState> ReadAsync(CancellationToken cancel) => new KernelReader(tools).ReadAsync(cancel);

    /// <inheritdoc/>
    public Task<ImmutableArray<KernelLink>> ReadLinksAsync(IReadOnlyCollection<string> names, CancellationToken cancel) =>
        new LinkReader(tools).ReadAsync(names, cancel);

    /// <inheritdoc/>
    public Task<ApplyResult> ApplyAsync(ImmutableArray<KernelStep> steps, CancellationToken cancel) =>
        new StepRun(tools).RunAsync(steps, cancel);

    /// <inheritdoc/>
    public async Task<HostFacts> FactsAsync(IPAddress underlay, CancellationToken cancel)
    {
        var facts = await new KernelReader(tools).FactsAsync(underlay, cancel);
        // The address, or another in its place, may come on any link.
        underlayLink = facts?.UnderlayLink;
        return facts ?? throw new KernelException($"no link of this host has the underlay address {underlay}; 'ip address' shows those it has");
    }

    /// <inheritdoc/>
    public Task<bool> HasAddressAsync(IPAddress address, CancellationToken cancel) => new KernelReader(tools).HasAddressAsync(address, cancel);

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
