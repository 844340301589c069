using System.Collections.Immutable;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Services;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel;

internal sealed partial class WireHost
{
    private static readonly ImmutableSortedDictionary<ServiceId, NetworkService> NoServices = ImmutableSortedDictionary<ServiceId, NetworkService>.Empty;
    private static readonly ImmutableSortedDictionary<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>> NoWorkloads =
        ImmutableSortedDictionary<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>>.Empty;

    /// <summary>Goes to what it should have for a network and workloads.</summary>
    public async Task BuildAsync(NetworkView network, params Attachment[] workloads) => await Kernel.GoesToAsync(await PlanAsync([network], workloads));

    /// <summary>Goes to what it should have for a network, its workloads here, and its services.</summary>
    public Task ServeAsync(NetworkView network, params Attachment[] workloads) => ServeAsync([network], workloads);

    /// <summary>The same for several networks, of which one has services.</summary>
    public async Task ServeAsync(IReadOnlyList<NetworkView> networks, params Attachment[] workloads)
    {
        var cancel = TestContext.Current.CancellationToken;
        await Kernel.GoesToAsync(await PlanAsync(networks, workloads));
        var change = Book.Take(new(true, [.. Networks.Current.Select(network => network.View.Id)], Networks.Current,
            id => networks.FirstOrDefault(view => view.Id == id), id => Services?.Network == id ? Services : new(id, NoServices),
            id => Workloads?.Network == id ? Workloads : new(id, NoWorkloads), Networks.Current.First().Self.Host));
        Assert.Null(await Table.WriteAsync(Book, change, cancel));
        Assert.Null(await new LeftoverRemoval(Kernel.Services, Kernel.Flows).RunAsync(new(Book, change.Gone), cancel));
        Assert.Equal((true, null), await Table.CheckAsync(Book, cancel));
    }

    /// <summary>What it is told of policies network by network; null: <see cref="Policies"/> of each.</summary>
    public Func<NetworkId, PoliciesView>? PoliciesOf { get; set; }

    /// <summary>Brings its tables of policies to what they should hold for a network and its workloads.</summary>
    public Task JudgeAsync(NetworkView network) => JudgeAsync([network.Id], _ => Workloads);

    /// <summary>The same for all its networks, each with the workloads of its own.</summary>
    public Task JudgeAsync(Func<NetworkId, WorkloadsView?> workloadsOf) => JudgeAsync([.. Networks.Current.Select(network => network.View.Id)], workloadsOf);

    private async Task JudgeAsync(IReadOnlyCollection<NetworkId> networks, Func<NetworkId, WorkloadsView?> workloadsOf)
    {
        var cancel = TestContext.Current.CancellationToken;
        var (judged, sent) = PolicyBook.Take(new(true, networks, Networks.Current, ToldOf, workloadsOf));
        Assert.Null(await PolicyTable.WriteAsync(PolicyBook.Table, judged, cancel));
        Assert.Null(await PortTable.WriteAsync(PolicyBook.Ports, sent, cancel));
        Assert.Equal((true, null), await PolicyTable.CheckAsync(PolicyBook.Table, cancel));
        Assert.Equal((true, null), await PortTable.CheckAsync(PolicyBook.Ports, cancel));
    }

    private PoliciesView ToldOf(NetworkId network) => PoliciesOf?.Invoke(network) ?? Policies with { Network = network };
}
