using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Wire;
using CloudNet.Contracts.Workloads;
using CsCheck;
using Xunit;

namespace CloudNet.Contracts.Tests.Views;

/// <summary>A network's workloads, as its hosts are told of them.</summary>
public sealed class WorkloadsViewTests
{
    private static readonly WorkloadsView Empty = new(
        new(new Guid(100, 0, 0, new byte[8])), ImmutableSortedDictionary<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>>.Empty);

    private static readonly Gen<ViewOperation> Operations = Gen.OneOf(
        from host in Gen.Int[1, 3] from id in Gen.Int[1, 4] from port in Gen.Int[2, 5]
        select (ViewOperation)new WorkloadSet(Host(host), Id(id), Workload(port)),
        from host in Gen.Int[1, 3] from id in Gen.Int[1, 4] select (ViewOperation)new WorkloadRemoved(Host(host), Id(id)),
        from host in Gen.Int[1, 3] select (ViewOperation)new HostWorkloadsRemoved(Host(host)),
        from name in Gen.Int[1, 2] from port in Gen.Int[2, 4] select (ViewOperation)new AddressPinned(new($"web-{name}", IPAddress.Parse($"10.100.1.{port}"))),
        from port in Gen.Int[2, 4] select (ViewOperation)new AddressUnpinned(IPAddress.Parse($"10.100.1.{port}")));

    [Fact]
    public void It_is_what_was_set_last_and_not_removed_since() => Operations.Array[0, 40].Sample(operations =>
    {
        var (model, pins) = (new Dictionary<(HostId, WorkloadId), NetworkWorkload>(), new Dictionary<IPAddress, string>());
        foreach (var operation in operations)
        {
            if (operation is WorkloadSet set) model[(set.Host, set.Id)] = set.Workload;
            if (operation is WorkloadRemoved removed) model.Remove((removed.Host, removed.Id));
            if (operation is AddressPinned { Pin: var pin }) pins[pin.Address] = pin.Workload;
            if (operation is AddressUnpinned unpinned) pins.Remove(unpinned.Address);
            if (operation is HostWorkloadsRemoved left) foreach (var key in model.Keys.Where(key => key.Item1 == left.Host).ToArray()) model.Remove(key);
        }
        var view = (WorkloadsView)operations.Aggregate((View)Empty, (before, operation) => before.After(operation));
        Assert.Equal(
            model.OrderBy(one => one.Key.Item1).ThenBy(one => one.Key.Item2).Select(one => (one.Key.Item1, one.Key.Item2, one.Value)),
            view.Hosts.SelectMany(host => host.Value.Select(one => (host.Key, one.Key, one.Value))));
        Assert.DoesNotContain(view.Hosts, host => host.Value.IsEmpty);
        Assert.Equal(pins.Select(one => new NetworkPin(one.Value, one.Key)).ToHashSet(), view.AllPins.ToHashSet());
        // Said twice it is the same, and so it is read back from what an agent saves.
        Assert.Equal(view, operations.Aggregate((View)view, (before, operation) => before.After(operation)));
        var text = JsonSerializer.Serialize(new SavedView(1, view), ContractsJson.Default.SavedView);
        Assert.Equal(view, JsonSerializer.Deserialize(text, ContractsJson.Default.SavedView)!.View);
    }, iter: 2_000);

    [Fact]
    public void An_operation_of_another_stream_is_refused() =>
        Assert.Throws<ArgumentException>(() => Empty.After(new NetworkMemberRemoved(Host(1))));

    private static HostId Host(int n) => new(new Guid(n, 0, 0, new byte[8]));

    private static WorkloadId Id(int n) => new(new Guid(200 + n, 0, 0, new byte[8]));

    private static NetworkWorkload Workload(int n) => new(
        $"web-{n}", [IPAddress.Parse($"10.100.1.{n}"), IPAddress.Parse($"fd00:1::{n}")],
        ImmutableSortedDictionary<string, string>.Empty.Add("app", "web").Add("version", $"{n}"),
        new(2026, 11, 30, 12, n, 0, TimeSpan.Zero));
}
