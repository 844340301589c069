using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;
using CloudNet.Controller.Tests.Api;
using CloudNet.Store.Audit;
using CloudNet.Store.Reports;

namespace CloudNet.Controller.Tests.Services;

/// <summary>What tests of services do again and again.</summary>
internal static class ServiceSteps
{
    public static readonly ImmutableSortedDictionary<string, string> WebLabels = ImmutableSortedDictionary<string, string>.Empty.Add("app", "web");

    /// <summary>A service for workloads that are labelled app=web.</summary>
    public static CreateService Service(string name, params string[] addresses) => new(name, [new(80, 8080)], WebLabels, Addresses: addresses);

    public static WorkloadReport Workload(NetworkId network, string name, string address, params (string Key, string Value)[] labels) => new(
        WorkloadId.New(TimeProvider.System), network, name, [IPAddress.Parse(address)], labels.ToDictionary(label => label.Key, label => label.Value),
        TimeProvider.System.GetUtcNow().AddMinutes(-1));

    extension(ControllerFixture controller)
    {
        /// <summary>A host says what is attached to it, and that nothing else is.</summary>
        public async Task ReportAsync(HostId host, params WorkloadReport[] workloads)
        {
            using var deed = Deed.OfHosts("ReportWorkloads").Begin();
            await using var db = controller.Database.Store().ForSystem();
            await ReportWriter.StoreAsync(db, [new(host, "link", TimeProvider.System.GetUtcNow(), true, "1", "boot", [], null, workloads)], default);
        }

        /// <summary>What hosts were told of a network's services, which must be what a host is told at once.</summary>
        public async Task<IReadOnlyDictionary<ServiceId, NetworkService>> ToldAsync(NetworkId network)
        {
            var empty = new ServicesView(network, ImmutableSortedDictionary<ServiceId, NetworkService>.Empty);
            return ((ServicesView)await StreamLog.ReplayedAsync(controller.Database, StreamName.OfServices(network), empty)).Services;
        }
    }
}
