using System.Collections.Immutable;
using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CloudNet.Agent.Conntrack;
using CloudNet.Agent.Diff;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Preflight;
using CloudNet.Agent.State;
using CloudNet.Agent.Tables;
using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>
/// A kernel in memory that fails as the real one does: what is there cannot be added, what is missing cannot be removed, a
/// route needs its link and its source, a port its bridge; and a link that goes takes along what is on it.
/// </summary>
internal sealed class MemoryKernel(HostFacts facts) : IKernel
{
    private readonly Channel<KernelEvent> events = Channel.CreateUnbounded<KernelEvent>();
    private readonly Lock gate = new();

    /// <summary>What CloudNet owns. Set it to change things behind the agent's back, then <see cref="Announce"/>.</summary>
    public KernelState State { get; set; } = KernelState.Empty;

    /// <summary>What the host is like; null: it has no underlay address just now.</summary>
    public HostFacts? Facts { get; set; } = facts;

    /// <summary>Namespaces that are not there.</summary>
    public HashSet<string> MissingNamespaces { get; } = [];

    /// <summary>Destinations that somebody else has a route to.</summary>
    public HashSet<IPNetwork> ForeignRoutes { get; } = [];

    /// <summary>Steps in the order in which they were asked for.</summary>
    public List<KernelStep> Asked { get; } = [];

    /// <inheritdoc/>
    public Task<HostSettings> SettingsAsync(CancellationToken cancel) => Task.FromResult(HostSettings.Usual);

    /// <inheritdoc/>
    public ITableKernel Services { get; } = new NoServices();

    /// <inheritdoc/>
    public ITableKernel Policies => Services;

    /// <inheritdoc/>
    public ITableKernel PolicyPorts => Services;

    /// <inheritdoc/>
    public IFlowTable Flows => throw new NotSupportedException("This kernel has no flows.");

    /// <summary>Lets the watch see something.</summary>
    public void Announce(KernelEventKind kind, string? workload = null) => events.Writer.TryWrite(new(kind, workload));

    /// <inheritdoc/>
    public Task<KernelState> ReadAsync(CancellationToken cancel)
    {
        lock (gate) return Task.FromResult(State);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<KernelLink>> ReadLinksAsync(IReadOnlyCollection<string> names, CancellationToken cancel)
    {
        lock (gate) return Task.FromResult(State.Links.Where(link => names.Contains(link.Name)).ToImmutableArray());
    }

    /// <inheritdoc/>
    public Task<ApplyResult> ApplyAsync(ImmutableArray<KernelStep> steps, CancellationToken cancel)
    {
        lock (gate)
        {
            Asked.AddRange(steps);
            var memory = new MemoryTables(this, State);
            var failures = ImmutableArray.CreateBuilder<StepFailure>();
            foreach (var step in steps)
                if (memory.Do(step) is { } reason) failures.Add(new(step, step.Commands[0], reason));
            State = memory.ToState();
            return Task.FromResult(new ApplyResult(failures.ToImmutable()));
        }
    }

    /// <inheritdoc/>
    public Task<HostFacts> FactsAsync(IPAddress underlay, CancellationToken cancel) =>
        Facts is { } facts && facts.UnderlayAddress.Equals(underlay)
            ? Task.FromResult(facts)
            : Task.FromException<HostFacts>(new KernelException($"no link of this host has the underlay address {underlay}"));

    /// <inheritdoc/>
    public Task<bool> HasAddressAsync(IPAddress address, CancellationToken cancel) => Task.FromResult(Facts?.UnderlayAddress.Equals(address) == true);

    /// <inheritdoc/>
    public Wake OthersChanged { get; } = new();

    /// <summary>Routes that are not CloudNet's.</summary>
    public ImmutableArray<HostRange> OtherRoutes { get; set; } = [];

    /// <inheritdoc/>
    public Task<ImmutableArray<HostRange>> OtherRoutesAsync(CancellationToken cancel) => Task.FromResult(OtherRoutes);

    /// <inheritdoc/>
    public async IAsyncEnumerable<KernelEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        yield return new(KernelEventKind.Started);
        await foreach (var seen in events.Reader.ReadAllAsync(cancel)) yield return seen;
    }
}
