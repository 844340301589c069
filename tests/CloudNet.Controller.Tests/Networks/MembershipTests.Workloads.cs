using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;
using CloudNet.Controller.Tests.Api;
using CloudNet.Store.Audit;
using CloudNet.Store.Reports;

namespace CloudNet.Controller.Tests.Networks;

public sealed partial class MembershipTests
{
    [Fact]
    public async Task With_a_host_its_workloads_leave_as_all_others_hear()
    {
        using var owner = await controller.NewTenantAsync("workloads");
        var network = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var v1 = await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        var web = new WorkloadReport(
            WorkloadId.New(TimeProvider.System), network.Id, "web", [IPAddress.Parse("10.100.1.2")],
            new Dictionary<string, string>(), TimeProvider.System.GetUtcNow());
        await using (var db = controller.Database.Store().ForSystem())
        {
            using var deed = Deed.OfHosts("ReportWorkloads").Begin();
            await ReportWriter.StoreAsync(db, [new(v1, "link", TimeProvider.System.GetUtcNow(), true, "1", "boot", [], null, [web])], default);
        }
        await owner.LeaveAsync("blue", "v1");
        var told = await StreamLog.OfAsync(controller.Database, StreamName.OfWorkloads(network.Id));
        Assert.Equal([typeof(WorkloadSet), typeof(HostWorkloadsRemoved)], told.SelectMany(operations => operations).Select(operation => operation.GetType()));
        await StreamLog.ReplayedAsync(controller.Database, StreamName.OfWorkloads(network.Id), new WorkloadsView(
            network.Id, ImmutableSortedDictionary<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>>.Empty));
    }
}
