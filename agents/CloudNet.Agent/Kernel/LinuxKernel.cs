using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Diff;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Kernel;

/// <summary>The real kernel, through <c>ip</c>, <c>bridge</c>, <c>nft</c> and netlink events.</summary>
/// <param name="netnsPath">Path of the network namespace that is 'the host', or null for the process's own.</param>
internal sealed class LinuxKernel(string? netnsPath = null) : IKernel
{
    /// <summary>Path of the namespace that is the host.</summary>
    public string? NetnsPath => netnsPath;

    /// <inheritdoc/>
    public Task<KernelState> ReadAsync(CancellationToken cancel) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<ApplyResult> ApplyAsync(ImmutableArray<KernelStep> steps, CancellationToken cancel) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<HostFacts> FactsAsync(IPAddress underlay, CancellationToken cancel) => throw new NotImplementedException();

    /// <inheritdoc/>
    public IAsyncEnumerable<KernelEvent> WatchAsync(CancellationToken cancel) => throw new NotImplementedException();
}
