using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Wire;
using CsCheck;
using Xunit;

namespace CloudNet.Contracts.Tests.Views;

/// <summary>A network's services, as its hosts are told of them.</summary>
public sealed class ServicesViewTests
{
    private static readonly ServicesView Empty = new(
        new(new Guid(100, 0, 0, new byte[8])), ImmutableSortedDictionary<ServiceId, NetworkService>.Empty);

    private static readonly Gen<ViewOperation> Operations = Gen.OneOf(
        from id in Gen.Int[1, 4] from port in Gen.Int[1, 3] from isFixed in Gen.Bool select (ViewOperation)new ServiceSet(Id(id), Service(port, isFixed)),
        from id in Gen.Int[1, 4] select (ViewOperation)new ServiceRemoved(Id(id)));

    [Fact]
    public void It_is_what_was_set_last_and_not_removed_since() => Operations.Array[0, 30].Sample(operations =>
    {
        var model = new Dictionary<ServiceId, NetworkService>();
        foreach (var operation in operations)
        {
            if (operation is ServiceSet set) model[set.Id] = set.Service;
            if (operation is ServiceRemoved removed) model.Remove(removed.Id);
        }
        var view = (ServicesView)operations.Aggregate((View)Empty, (before, operation) => before.After(operation));
        Assert.Equal(model.OrderBy(one => one.Key), view.Services);
        // Said twice it is the same, and so it is read back from what an agent saves.
        Assert.Equal(view, operations.Aggregate((View)view, (before, operation) => before.After(operation)));
        var text = JsonSerializer.Serialize(new SavedView(1, view), ContractsJson.Default.SavedView);
        Assert.Equal(view, JsonSerializer.Deserialize(text, ContractsJson.Default.SavedView)!.View);
    }, iter: 2_000);

    [Fact]
    public void An_operation_of_another_stream_is_refused() =>
        Assert.Throws<ArgumentException>(() => Empty.After(new NetworkMemberRemoved(new HostId(Guid.Empty))));

    [Theory]
    [InlineData("app=web", true)]
    [InlineData("app=web tier=front", true)]
    [InlineData("app=api", false)]
    [InlineData("tier=front", false)]
    [InlineData("", false)]
    public void A_backend_has_all_labels_of_the_selector(string labels, bool isOne)
    {
        Assert.Equal(isOne, Service(1, isFixed: false).Selects(Labels(labels)));
        Assert.False(Service(1, isFixed: true).Selects(Labels(labels))); // those are fixed
    }

    [Theory]
    [InlineData("share=7", 7)]
    [InlineData("share=0", 0)]
    [InlineData("share=100", 100)]
    [InlineData("share=101", 1)]
    [InlineData("share=-1", 1)]
    [InlineData("share= 7", 1)]
    [InlineData("share=many", 1)]
    [InlineData("other=7", 1)]
    public void A_weight_is_what_the_label_says_if_it_says_one(string labels, int weight)
    {
        Assert.Equal(weight, (Service(1, isFixed: false) with { WeightLabel = "share" }).WeightOf(Labels(labels)));
        Assert.Equal(1, Service(1, isFixed: false).WeightOf(Labels(labels)));
    }

    private static Dictionary<string, string> Labels(string text) => text.Length == 0 ? []
        : (text[0] == 's' ? [text] : text.Split(' ')).Select(label => label.Split('=')).ToDictionary(label => label[0], label => label[1]);

    private static ServiceId Id(int n) => new(new Guid(200 + n, 0, 0, new byte[8]));

    private static NetworkService Service(int n, bool isFixed) => new(
        $"web-{n}", [IPAddress.Parse($"10.100.0.{n}"), IPAddress.Parse($"fd00:1::{n}")], [new(n, 8080), new(n, n, TransportProtocol.Sctp, "signal")],
        isFixed ? ImmutableSortedDictionary<string, string>.Empty : ImmutableSortedDictionary<string, string>.Empty.Add("app", "web"),
        isFixed ? [new(IPAddress.Parse("192.0.2.7"), n)] : default, ServiceAlgorithm.Source, AffinitySeconds: n);
}
