using System.Collections.Immutable;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Keys;
using CloudNet.Agent.Paths;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Policies;
using CloudNet.Agent.Plan.Services;
using CloudNet.Agent.Tables;
using CloudNet.Agent.Tests.Policies;
using CloudNet.Agent.Tests.Support;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;
using Sample = CloudNet.Agent.Tests.Plan.Sample;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>A host on a <see cref="Wire"/>: its namespaces, its kernel as the agent programs it, and its WireGuard key.</summary>
internal sealed partial class WireHost : IAsyncDisposable
{
    private readonly int number;
    private readonly TemporaryFolder folder = new();

    private readonly MountNamespace mount;

    private WireHost(int number, NetworkNamespace netns, MountNamespace mount)
    {
        (this.number, this.mount) = (number, mount);
        Netns = netns;
        Kernel = new(netns.Path, mount.Path);
        (Table, PolicyTable, PortTable) = (new(Kernel.Services), new(Kernel.Policies), new(Kernel.PolicyPorts));
    }

    /// <summary>Its network namespace.</summary>
    public NetworkNamespace Netns { get; }

    /// <summary>Its kernel.</summary>
    public LinuxKernel Kernel { get; }

    /// <summary>Its own key.</summary>
    public OwnKey Key { get; private set; } = null!;

    private KeyFiles Files => new(folder.State, new(null));

    /// <summary>Which of its paths carry less than promised.</summary>
    public PathMtus Mtus { get; set; } = PathMtus.None;

    /// <summary>Its networks as they were last planned.</summary>
    public LiveNetworks Networks { get; } = new();

    /// <summary>The networks that it is in for its workloads alone.</summary>
    public ImmutableArray<NetworkId> Hidden { get; set; } = [];

    /// <summary>What it is told of networks' workloads; null: nothing.</summary>
    public WorkloadsView? Workloads { get; set; }

    /// <summary>What it is told of networks' services; null: nothing.</summary>
    public ServicesView? Services { get; set; }

    /// <summary>What its table of services should hold.</summary>
    public ServiceBook Book { get; } = new();

    /// <summary>Its table of services, as the agent keeps it.</summary>
    public KeptTable Table { get; }

    /// <summary>What it is told of networks' policies.</summary>
    public PoliciesView Policies { get; set; } = Policed.Policies();

    /// <summary>What its tables of policies should hold.</summary>
    public PolicyBook PolicyBook { get; } = new();

    /// <summary>Its tables of policies, as the agent keeps them.</summary>
    public KeptTable PolicyTable { get; }

    /// <summary>The other of them.</summary>
    public KeptTable PortTable { get; }

    /// <summary>Which of its ports lead to workloads.</summary>
    public ImmutableArray<PortMapping> Mappings { get; set; } = [];

    /// <summary>Makes one of a namespace, with a key of its own.</summary>
    public static async Task<WireHost> CreateAsync(int number, NetworkNamespace netns, MountNamespace mount, CancellationToken cancel)
    {
        var host = new WireHost(number, netns, mount);
        host.Key = await host.Files.MakeAsync(1, cancel);
        return host;
    }

    /// <summary>Runs shell lines on it, with its own view of the files; what they print.</summary>
    public Task<string> RunAsync(string lines) => mount.RunAsync(Netns, lines);

    /// <summary>What it is like now, reached by an address of it; with no link that would be told to go on taking router advertisements.</summary>
    public async Task<HostFacts> FactsAsync(System.Net.IPAddress? underlay = null) =>
        await Kernel.FactsAsync(underlay ?? Sample.Underlay(number), TestContext.Current.CancellationToken)
            with { Keys = [Key], Preshared = Files.LoadPreshared(), Advertised = [], PathMtus = Mtus };

    /// <summary>What it should have for these networks and workloads; fails where there is a problem.</summary>
    public async Task<KernelState> PlanAsync(IReadOnlyCollection<NetworkView> networks, params Attachment[] workloads)
    {
        var secrets = networks.SelectMany(network => new[] { network.Settings.PresharedKey, network.Settings.Next?.PresharedKey });
        Files.SetPreshared([.. secrets.OfType<PresharedKey>()], keepsOthers: false);
        var underlay = networks.SelectMany(network => network.Members.Values).FirstOrDefault(member => member.Host == Sample.Host(number))?.Underlay;
        var plan = HostPlanner.Plan(
            Sample.Host(number), networks, workloads, await FactsAsync(underlay), Mappings, Hidden, _ => Workloads,
            id => Services?.Network == id ? Services : null, ToldOf);
        Assert.Empty(plan.Problems);
        Networks.Take(plan.Networks);
        return plan.Desired;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Cleaner.CleanAsync(Kernel, CancellationToken.None);
        folder.Dispose();
    }
}
