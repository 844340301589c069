using System.Collections.Immutable;
using CloudNet.Agent.Plan.Services;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using CsCheck;
using Xunit;
using Sample = CloudNet.Agent.Tests.Plan.Sample;

namespace CloudNet.Agent.Tests.Services;

public sealed class BackendIndexTests
{
    private static readonly Gen<ImmutableSortedDictionary<string, string>> SomeLabels =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2]).Select(of => Served.Labels([.. new[] { $"app={of.Item1}", $"tier={of.Item2}" }.Take(of.Item1 + 1)]));

    // A service or a workload that comes, changes or goes.
    private static readonly Gen<ViewOperation> Operation = Gen.OneOf(
        Gen.Select(Gen.Int[1, 4], SomeLabels).Select(of => (ViewOperation)new ServiceSet(Served.Id(of.Item1), Served.WebService with { Selector = of.Item2 })),
        Gen.Int[1, 4].Select(n => (ViewOperation)new ServiceRemoved(Served.Id(n))),
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 4], SomeLabels).Select(of => (ViewOperation)new WorkloadSet(
            Sample.Host(of.Item1), Sample.Workload(of.Item2), Served.On(of.Item1, $"10.100.{of.Item1}.{of.Item2}").Workload with { Labels = of.Item3 })),
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 4]).Select(of => (ViewOperation)new WorkloadRemoved(Sample.Host(of.Item1), Sample.Workload(of.Item2))),
        Gen.Int[1, 3].Select(n => (ViewOperation)new HostWorkloadsRemoved(Sample.Host(n))));

    [Fact]
    public void Step_by_step_it_knows_what_one_made_anew_knows_and_names_every_service_that_is_other() =>
        Operation.Array[1, 30].Sample(operations =>
        {
            var (index, known) = (new BackendIndex(), new Dictionary<ServiceId, string>());
            View services = Served.Services(), workloads = Served.Workloads();
            foreach (var operation in operations)
            {
                if (operation is ServiceSet or ServiceRemoved) services = services.After(operation);
                else workloads = workloads.After(operation);
                var touched = index.Take((ServicesView)services, (WorkloadsView)workloads);
                var now = Naive((ServicesView)services, (WorkloadsView)workloads);
                foreach (var id in now.Keys.Union(known.Keys).Where(id => now.GetValueOrDefault(id) != known.GetValueOrDefault(id)))
                    if (!touched.Contains(id)) return false;
                if (!index.Services.Keys.SequenceEqual(now.Keys.Order())) return false;
                if (index.Services.Any(one => Text(one.Value, index.SelectedBy(one.Value)) != now[one.Key])) return false;
                known = now;
            }
            return true;
        }, iter: 2_000);

    private static Dictionary<ServiceId, string> Naive(ServicesView services, WorkloadsView workloads) => services.Services.ToDictionary(
        one => one.Key, one => Text(one.Value,
        from host in workloads.Hosts
        from workload in host.Value.Values
        where one.Value.Selector.All(term => workload.Labels.GetValueOrDefault(term.Key) == term.Value)
        select new SelectedWorkload(host.Key, workload)));

    private static string Text(NetworkService service, IEnumerable<SelectedWorkload> selected) =>
        $"{string.Join(",", service.Selector)}: {string.Join(" ", selected.Select(one => $"{one.Host}/{one.Workload.Addresses[0]}/{string.Join(",", one.Workload.Labels)}").Order())}";
}
