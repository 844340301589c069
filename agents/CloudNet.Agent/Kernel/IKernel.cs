using System.Collections.Immutable;
using System.Net;
using CloudNet.Agent.Conntrack;
using CloudNet.Agent.Diff;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Preflight;
using CloudNet.Agent.State;
using CloudNet.Agent.Tables;
using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Kernel;

/// <summary>
/// The host's kernel, as far as CloudNet is concerned. Only what is recognisable as CloudNet's is read or changed: links
/// <c>cn-*</c> and what is on them, Open vSwitch's bridges <c>cn-ov*</c> and ports of that name, routes of protocol 77, the nft tables
/// <c>inet cloudnet</c> and <c>inet cloudnet-services</c>.
/// </summary>
internal interface IKernel
{
    /// <summary>What CloudNet owns now.</summary>
    /// <exception cref="KernelException">The kernel could not be read; nothing is known.</exception>
    Task<KernelState> ReadAsync(CancellationToken cancel);

    /// <summary>Those of these links of CloudNet's that are there now; costs the same however many others there are.</summary>
    /// <exception cref="KernelException">The kernel could not be read; nothing is known.</exception>
    Task<ImmutableArray<KernelLink>> ReadLinksAsync(IReadOnlyCollection<string> names, CancellationToken cancel);

    /// <summary>Does the steps in their order, goes on after one that failed, and says which did and why.</summary>
    Task<ApplyResult> ApplyAsync(ImmutableArray<KernelStep> steps, CancellationToken cancel);

    /// <summary>What the planner must know of the host whose underlay address is <paramref name="underlay"/>.</summary>
    /// <exception cref="KernelException">No link has that address, or the kernel could not be read.</exception>
    Task<HostFacts> FactsAsync(IPAddress underlay, CancellationToken cancel);

    /// <summary>Whether a link that is not CloudNet's has an address.</summary>
    /// <exception cref="KernelException">The kernel could not be read; nothing is known.</exception>
    Task<bool> HasAddressAsync(IPAddress address, CancellationToken cancel);

    /// <summary>Its table of services, which is read and changed by itself.</summary>
    ITableKernel Services { get; }

    /// <summary>Its table that packets are judged by (policies).</summary>
    ITableKernel Policies { get; }

    /// <summary>Its table of what each workload's port may send from (policies).</summary>
    ITableKernel PolicyPorts { get; }

    /// <summary>Its flows of UDP.</summary>
    IFlowTable Flows { get; }

    /// <summary>Called, while there is a watch, when a route changed that is not CloudNet's.</summary>
    Wake OthersChanged { get; }

    /// <summary>Routes of the main table that are not CloudNet's, of both families, but for default routes.</summary>
    /// <exception cref="KernelException">They could not be read.</exception>
    Task<ImmutableArray<HostRange>> OtherRoutesAsync(CancellationToken cancel);

    /// <summary>What others have set on this host that containers' packets meet.</summary>
    /// <exception cref="KernelException">It could not be read.</exception>
    Task<HostSettings> SettingsAsync(CancellationToken cancel);

    /// <summary>
    /// Says 'look again' whenever something may have changed that concerns CloudNet, the doer being CloudNet itself or anybody
    /// else. The first event comes as soon as the watch stands: what happens after it is not missed. Events that come
    /// faster than they are taken are put together.
    /// </summary>
    /// <exception cref="KernelException">The watch could not be set up, or broke.</exception>
    IAsyncEnumerable<KernelEvent> WatchAsync(CancellationToken cancel);
}
